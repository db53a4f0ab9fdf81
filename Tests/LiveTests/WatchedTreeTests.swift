import Testing

@testable import Live

@Suite("Where the kernel tells of changes")
struct WatchedTreeTests {
    @Test(
        "what other machines change is not told: NFS, SMB, 9P, FUSE",
        arguments: [0x6969, 0xFF53_4D42, 0x0102_1997, 0x6573_5546])
    func shared(kind: Int) { #expect(!WatchedTree.tellsAll(kind)) }

    @Test(
        "on the disks of this machine it is: ext4, btrfs, XFS, tmpfs, overlay",
        arguments: [0xEF53, 0x9123_683E, 0x5846_5342, 0x0102_1994, 0x794C_7630])
    func local(kind: Int) { #expect(WatchedTree.tellsAll(kind)) }
}
