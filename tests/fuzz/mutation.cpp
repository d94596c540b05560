#include "tests/fuzz/mutation.h"

#include <algorithm>

namespace fuzz {

std::string Mutator::mutate(std::string text) {
    for (std::size_t left = 1 + pick(4); left > 0; --left)
        spoil(text);
    return text;
}

std::string Mutator::random_bytes(std::size_t most) {
    std::string bytes(pick(most + 1), '\0');
    std::generate(bytes.begin(), bytes.end(), [this] { return static_cast<char>(rng_.next()); });
    return bytes;
}

void Mutator::spoil(std::string& text) {
    constexpr std::size_t kinds = 6, longest = 40;
    if (text.empty()) text = " ";
    const std::size_t at = pick(text.size());
    const std::size_t length = 1 + pick(longest);
    const std::size_t other = pick(text.size());
    switch (pick(kinds)) { // a number that was drawn, not an enum of ours
    case 0: text[at] = static_cast<char>(rng_.next()); return;
    case 1: text.erase(at, length); return;
    case 2: text.insert(other, text.substr(at, length)); return;
    case 3: std::swap(text[at], text[other]); return;
    case 4: text[at] = static_cast<char>('0' + pick(10)); return;
    case 5: text.insert(at, words_[pick(words_.size())]); return;
    }
}

} // namespace fuzz
