#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace sim {

/// A requirement of RFC 9293, by the names of its appendix B, that the model is held to.
struct Requirement {
    std::string_view id;      ///< "MUST-36"
    std::string_view section; ///< "3.8.6.1"
};

/// All that are in scope, in the order of the text.
std::span<const Requirement> all_requirements();

/// The scripts and test files that speak of a requirement ("MUST-36") or expect a rule, by its
/// name; paths within the project. The list is made when the project is built.
std::vector<std::string_view> tests_of(std::string_view subject);

} // namespace sim
