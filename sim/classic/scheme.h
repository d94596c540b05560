#pragma once

#include "sim/base/time.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace sim {

/// The sliding-window protocols of the textbooks.
enum class SchemeName : std::uint8_t { stop_and_wait, go_back_n, selective_repeat };

/// "go-back-n" and so on, as a scenario writes them, in the order of the enum.
inline constexpr std::array<std::string_view, 3> scheme_words{"stop-and-wait", "go-back-n",
                                                              "selective-repeat"};

constexpr std::string_view name_of(SchemeName name) {
    return scheme_words.at(static_cast<std::size_t>(name));
}

/// One sender, one receiver and how they speak, as a scenario sets it. The frames are counted from
/// 0; what stands in a frame and in its acknowledgment is its number, which is that count as it is
/// or, with `numbers`, its remainder.
struct Scheme {
    SchemeName name{};
    std::uint8_t from{};      ///< the sending host's place in the scenario
    std::uint32_t frames{8};  ///< so many there are to send, all ready from the start
    std::uint32_t size{1000}; ///< bytes of a frame, all of it; an acknowledgment takes no time
    std::uint32_t window{1};  ///< so many may be sent and not acknowledged
    std::uint32_t numbers{};  ///< they go from 0 to this less one and then begin anew; 0: no end
    Duration timeout{std::chrono::milliseconds{100}};

    [[nodiscard]] std::uint32_t number_of(std::uint32_t frame) const {
        return numbers == 0 ? frame : frame % numbers;
    }
    bool operator==(const Scheme&) const = default;
};

/// With fewer numbers than these, old frames or acknowledgments may be taken for new ones:
/// sender's and receiver's windows must have room beside each other.
constexpr std::uint32_t least_numbers(const Scheme& scheme) {
    const std::uint32_t receiver = scheme.name == SchemeName::selective_repeat ? scheme.window : 1;
    return scheme.window + receiver;
}

} // namespace sim
