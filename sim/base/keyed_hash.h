#pragma once

#include <bit>
#include <cstdint>
#include <initializer_list>

namespace sim {

/// SipHash-2-4 of some words under a key of 64 bits, doubled to the 128 it wants: who does not know
/// the key can not tell the result from chance (Aumasson and Bernstein, 2012).
class KeyedHash {
public:
    constexpr explicit KeyedHash(std::uint64_t key)
        : v0_(key ^ 0x736f6d6570736575U),
          v1_(~key ^ 0x646f72616e646f6dU),
          v2_(key ^ 0x6c7967656e657261U),
          v3_(~key ^ 0x7465646279746573U) {}

    constexpr std::uint64_t of(std::initializer_list<std::uint64_t> words) {
        for (const std::uint64_t word : words)
            add(word);
        constexpr unsigned bits_of_length = 56;
        add(std::uint64_t{words.size()} * sizeof(std::uint64_t) << bits_of_length);
        v2_ ^= 0xffU;
        for (int i = 0; i < 4; ++i)
            round();
        return v0_ ^ v1_ ^ v2_ ^ v3_;
    }

private:
    constexpr void add(std::uint64_t word) {
        v3_ ^= word;
        round();
        round();
        v0_ ^= word;
    }
    constexpr void round() {
        v0_ += v1_;
        v2_ += v3_;
        v1_ = std::rotl(v1_, 13) ^ v0_;
        v3_ = std::rotl(v3_, 16) ^ v2_;
        v0_ = std::rotl(v0_, 32) + v3_;
        v2_ += v1_;
        v3_ = std::rotl(v3_, 21) ^ v0_;
        v1_ = std::rotl(v1_, 17) ^ v2_;
        v2_ = std::rotl(v2_, 32);
    }

    std::uint64_t v0_, v1_, v2_, v3_;
};

} // namespace sim
