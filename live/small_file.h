#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace live {

/// Writes `text` in one write, as files of /proc want it. Yields 0 or an errno.
int write_file(const std::string& path, std::string_view text);

/// The text of a small file, without blanks at its end and with tabs as blanks; nothing where it
/// can not be read.
std::optional<std::string> read_file(const std::string& path);

} // namespace live
