#include "sim/base/spelling.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace sim {

namespace {

/// How many letters must be added, removed or replaced to make `to` of `from` (Levenshtein).
std::size_t edits_between(std::string_view from, std::string_view to) {
    std::vector<std::size_t> row(to.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < from.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < to.size(); ++j) {
            const std::size_t replaced = diagonal + (from[i] == to[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

struct Candidate {
    std::string_view word;
    std::size_t edits;
};

} // namespace

std::vector<std::string_view> nearest_words(std::string_view word,
                                            std::span<const std::string_view> known) {
    constexpr std::size_t most_named = 3, longest_compared = 200;
    const std::string_view compared = word.substr(0, longest_compared);
    std::vector<Candidate> candidates;
    for (const std::string_view each : known)
        candidates.push_back({.word = each, .edits = edits_between(compared, each)});
    const auto nearer = [](const Candidate& a, const Candidate& b) { return a.edits < b.edits; };
    std::stable_sort(candidates.begin(), candidates.end(), nearer);
    std::vector<std::string_view> words;
    for (const Candidate& candidate : candidates)
        if (words.size() < most_named && candidate.edits <= candidates.front().edits + 1)
            words.push_back(candidate.word);
    return words;
}

std::string nearest_remedy(std::string_view word, std::span<const std::string_view> known) {
    const std::vector<std::string_view> words = nearest_words(word, known);
    if (words.empty()) return {};
    if (words.size() == 1) return "did you mean " + std::string(words[0]) + "?";
    std::string text = "the nearest are ";
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i != 0) text += i + 1 == words.size() ? " and " : ", ";
        text += words[i];
    }
    return text;
}

} // namespace sim
