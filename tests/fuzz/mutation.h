#pragma once

#include "sim/base/rng.h"

#include <string>
#include <string_view>
#include <vector>

namespace fuzz {

/// Spoils texts, the same way for the same seed.
class Mutator {
public:
    /// `words` are put in at random places, for errors that random bytes would never find.
    Mutator(std::uint64_t seed, std::vector<std::string> words)
        : rng_{seed}, words_(std::move(words)) {}

    /// One to four spoils: bytes changed, cut, doubled, swapped, or words put in.
    std::string mutate(std::string text);
    std::string random_bytes(std::size_t most);
    /// 0 to count - 1.
    std::size_t pick(std::size_t count) { return rng_.next() % count; }

private:
    void spoil(std::string& text);

    sim::Rng rng_;
    std::vector<std::string> words_;
};

} // namespace fuzz
