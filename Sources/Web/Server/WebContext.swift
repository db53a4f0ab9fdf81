package import Hummingbird
import Logging

/// What a request carries through middleware to its handler.
package struct WebContext: RequestContext {
    package var coreContext: CoreRequestContextStorage

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
    }

    package var maxUploadSize: Int { 16_384 }
}
