#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace sim {

/// Why something happened: a clause of an RFC, a named behaviour of an operating system, or, in a
/// comparison, a named reason why model and kernel differ. The list itself is rules.inc.
enum class Rule : std::uint16_t {
#define RULE(name, document, section, requirement, english, chinese) name,
#include "sim/rule/rules.inc"
#undef RULE
};

/// The languages everything is told in.
enum class Language : std::uint8_t { english, chinese };

/// A rule as a reader is told of it.
struct RuleText {
    Rule rule;
    std::string_view name;             ///< stable, as in the trace: "rfc9293_3_10_1_open"
    std::string_view document;         ///< "RFC 9293", "Linux 6.18", "POSIX", "comparison"
    std::string_view section;          ///< "3.10.1", a sysctl or a man page; may be empty
    std::string_view requirement;      ///< "MUST-10"; empty where the clause carries none
    std::string_view english, chinese; ///< one sentence each
};

/// All rules, in the order of the enum.
std::span<const RuleText> all_rules();
const RuleText& text_of(Rule rule);
/// The rule's sentence.
std::string_view sentence_of(Rule rule, Language language);
/// Where it stands: "RFC 9293 3.10.1", "RFC 9293 3.8.3 MUST-20"; empty for Rule::none.
std::string clause_of(Rule rule);
/// Where the clause can be read; empty where there is no public page.
std::string_view document_link(const RuleText& text);

} // namespace sim
