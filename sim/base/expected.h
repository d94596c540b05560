#pragma once

#include <cstdint>
#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace sim {

/// Why an input (scenario, capture, argument) can not be taken: what is wrong, where, and what to
/// write instead. `line` and `column` count from 1; 0 means that the place is not known.
struct Error {
    std::string message;
    std::string file{};
    std::uint32_t line{};
    std::uint32_t column{};
    std::string remedy{};

    bool operator==(const Error&) const = default;
};

/// "FILE:LINE:COLUMN: MESSAGE; REMEDY", without the parts that are not known.
std::string to_text(const Error& error);

template <typename T>
using Expected = tl::expected<T, Error>;

/// The unexpected side of an Expected.
inline tl::unexpected<Error> failure(Error error) {
    return tl::unexpected<Error>(std::move(error));
}
inline tl::unexpected<Error> failure(std::string message) {
    return tl::unexpected<Error>(Error{std::move(message)});
}

} // namespace sim
