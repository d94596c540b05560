#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

/// The words of `known` that look most like `word`, the nearest first, at most three.
std::vector<std::string_view> nearest_words(std::string_view word,
                                            std::span<const std::string_view> known);

/// "did you mean X?" or "the nearest are X, Y and Z": the remedy of an Error about an unknown word.
/// Empty where nothing is known.
std::string nearest_remedy(std::string_view word, std::span<const std::string_view> known);

} // namespace sim
