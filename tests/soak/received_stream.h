#pragma once

#include "sim/packet/byte_stream.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace soak {

/// What a scenario writes as urgent, and nowhere else: the one byte that may be missing from a
/// stream, for who takes it out (tcp(7), SO_OOBINLINE).
inline constexpr std::string_view urgent_byte = "!";

/// Whether `read` is what follows in `stream` at `place`, urgent bytes left out or not. `place`
/// goes behind it.
bool follows(const sim::ByteStream& stream, std::uint64_t& place, std::string_view read);

/// Whether nothing of `stream` is left at `place`, but for urgent bytes.
bool is_whole(const sim::ByteStream& stream, std::uint64_t place);

/// What is wrong with a call that failed with `error`: empty where a socket has that to say.
std::string wrong_error(std::string_view error);

} // namespace soak
