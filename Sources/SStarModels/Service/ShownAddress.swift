import Foundation

/// Addresses as they may be told.
public enum ShownAddress {
  /// An address without its password or query, either of which may be a secret; also when it is malformed.
  public static func text(_ address: String) -> String {
    var shown = address[...]
    var start = ""
    if let at = shown.lastIndex(of: "@") {
      start = address.range(of: "://").map { String(address[..<$0.upperBound]) } ?? ""
      start += "…"
      shown = shown[at...]
    }
    guard let query = shown.firstIndex(where: { $0 == "?" || $0 == "#" }) else { return start + shown }
    return start + shown[...query] + "…"
  }
}
