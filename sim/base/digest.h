#pragma once

#include <cstdint>
#include <string_view>
#include <type_traits>

namespace sim {

/// A running 64-bit fingerprint of values in order: the same values give the same digest on every
/// machine. It compares states, it does not protect against an adversary.
class Digest {
public:
    constexpr void add(std::uint64_t word) {
        value_ ^= word + golden + (value_ << 6U) + (value_ >> 2U);
        value_ *= prime;
        value_ ^= value_ >> 29U;
    }
    template <typename T>
    requires std::is_integral_v<T> || std::is_enum_v<T>
    constexpr void add(T value) { add(static_cast<std::uint64_t>(value)); }
    constexpr void add(std::string_view text) {
        add(static_cast<std::uint64_t>(text.size()));
        for (const char letter : text)
            add(static_cast<std::uint64_t>(static_cast<unsigned char>(letter)));
    }
    [[nodiscard]] constexpr std::uint64_t value() const { return value_; }

private:
    static constexpr std::uint64_t golden = 0x9e3779b97f4a7c15U;
    static constexpr std::uint64_t prime = 0xd6e8feb86659fd93U;
    std::uint64_t value_{golden};
};

} // namespace sim
