#pragma once

#include "sim/base/expected.h"
#include "sim/packetdrill/script.h"

#include <string_view>
#include <vector>

namespace sim::packetdrill {

/// What a script may be asked for beside its text.
struct ParseRequest {
    std::string file;                 ///< for messages
    std::vector<std::string> defined; ///< names for which `#ifdef NAME` holds
};

/// Largest script that is read, in bytes, and most events of one.
inline constexpr std::size_t most_bytes = 1U << 20U;
inline constexpr std::size_t most_events = 20'000;

/// Reads a packetdrill script. An Error says where it is wrong; is_unsupported() tells whether it
/// is about something valid that is not played here.
Expected<Script> parse_script(std::string_view text, const ParseRequest& request);

bool is_unsupported(const Error& error);
/// An error that is_unsupported().
Error unsupported_error(const std::string& what);
/// The error's message without the mark that is_unsupported() looks for.
std::string plain_message(const Error& error);

} // namespace sim::packetdrill
