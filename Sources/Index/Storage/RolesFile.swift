import Glibc
package import Notes

/// What a notes folder says of the headings of its notes, in `.kb/roles.yaml`.
package struct RolesFile: Sendable {
    /// The built-in names, and those of the file.
    package let names: SectionRoleNames
    /// What is wrong with the file; each stands at its line in it.
    package let findings: [Finding]
    /// Tells one text of the file from another; empty where there is none.
    let fingerprint: String

    /// Reads it. A file that can't be read is a finding, and adds no names.
    package init(in root: String) {
        guard unsafe faccessat(AT_FDCWD, root + "/" + SectionRoleNames.path, F_OK, AT_EACCESS) == 0 else {
            (names, findings, fingerprint) = (.builtIn, [], "")
            return
        }
        do {
            let text = try NoteFile.text(at: SectionRoleNames.path, in: root).text
            (names, findings) = SectionRoleNames.read(text)
            fingerprint = String(FNV1a.hash(text), radix: 16)
        } catch {
            (names, fingerprint) = (.builtIn, "")
            findings = [Finding(.sectionRole, line: 1, error.sentence)]
        }
    }
}
