#pragma once

#include <string>
#include <string_view>

namespace sim {

/// `text` as a JSON string with its quotes (RFC 8259 7). UTF-8 is kept, control characters are
/// escaped, and a byte that is not UTF-8 becomes U+FFFD, so that the result is always valid.
std::string json_string(std::string_view text);

/// Base64 with padding (RFC 4648 4).
std::string base64(std::string_view bytes);

} // namespace sim
