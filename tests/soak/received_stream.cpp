#include "tests/soak/received_stream.h"

#include <algorithm>
#include <array>

namespace soak {

bool follows(const sim::ByteStream& stream, std::uint64_t& place, std::string_view read) {
    constexpr std::uint64_t most_urgent = 8; // bytes left out
    const std::string written = stream.read(place, read.size() + most_urgent);
    std::size_t at = 0;
    for (const char byte : read) {
        while (at < written.size() && written[at] != byte && written[at] == urgent_byte[0])
            ++at;
        if (at == written.size() || written[at] != byte) return false;
        ++at;
    }
    place += at;
    return true;
}

bool is_whole(const sim::ByteStream& stream, std::uint64_t place) {
    const std::string left = stream.read(place, stream.length());
    return left.find_first_not_of(urgent_byte) == std::string::npos;
}

std::string wrong_error(std::string_view error) {
    constexpr std::array<std::string_view, 7> known{"EADDRNOTAVAIL", "ECONNREFUSED", "ECONNRESET",
                                                    "ETIMEDOUT",     "EPIPE",        "EADDRINUSE",
                                                    "ENOTCONN"};
    const bool is_known = std::find(known.begin(), known.end(), error) != known.end();
    return is_known ? "" : "no socket fails with " + std::string(error) + " here";
}

} // namespace soak
