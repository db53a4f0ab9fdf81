package import Hummingbird
import Logging

/// What a request carries through middleware to its handler.
package struct WebContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The address that the request came from.
    let client: String?

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        client = source.channel.remoteAddress?.ipAddress
    }

    /// Bytes of a body that Hummingbird collects where a handler names no bound of its own.
    package var maxUploadSize: Int { 16_384 }
}
