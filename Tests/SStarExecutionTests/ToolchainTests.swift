@testable import SStarExecution
import Testing

/// What a toolchain outside the system's directories lays open to programs.
struct ToolchainTests {
  @Test(arguments: [
    ("/opt/swift/usr/bin/swiftc", "/opt/swift/usr"), ("/home/ann/.pyenv/versions/3.12/bin/python3", nil),
    ("/home/ann/miniconda/bin/python3", "/home/ann/miniconda"),
    ("/nix/store/x-gcc/bin/gcc", "/nix/store/x-gcc"),
  ])
  func itsOwnDirectoryIsReadable(path: String, prefix: String?) {
    #expect(Toolchain.prefix(of: path, home: "/home/ann") == prefix ?? "/home/ann/.pyenv/versions/3.12")
  }

  @Test(arguments: [
    "/home/ann/bin/python3", "/home/ann/python3", "/home/ann/.local/bin/node", "/home/bob/bin/gcc",
    "/python3",
    "/bin-of-my-own", "/opt/bin/node", "/home/bin/gcc", "/tmp/gcc", "/root/bin/g++",
  ])
  func aDirectoryThatHoldsOtherThingsIsNot(path: String) {
    #expect(Toolchain.prefix(of: path, home: "/home/ann") == path)
  }

  @Test func systemDirectoriesAreReadableAnyway() {
    #expect(Toolchain.prefix(of: "/usr/bin/gcc", home: "/root") == nil)
  }
}
