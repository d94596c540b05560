#include "app/tcpsim/commands.h"
#include "app/tcpsim/output.h"
#include "sim/base/assert.h"
#include "sim/export/json_text.h"
#include "sim/rule/requirement.h"
#include "sim/rule/rule.h"

#include <algorithm>

namespace tcpsim {

namespace {

/// "RFC 9293 3.10.1, MUST-10", without what the rule does not have.
std::string clause(const sim::RuleText& rule) {
    std::string text(rule.document);
    if (!rule.section.empty()) text += (text.empty() ? "" : " ") + std::string(rule.section);
    if (!rule.requirement.empty()) text += ", " + std::string(rule.requirement);
    return text;
}

/// The tests of a rule: those that expect it, and those of the requirement it meets.
std::vector<std::string_view> tests_of(const sim::RuleText& rule) {
    std::vector<std::string_view> tests = sim::tests_of(rule.name);
    for (const std::string_view test : sim::tests_of(rule.requirement))
        if (std::find(tests.begin(), tests.end(), test) == tests.end()) tests.push_back(test);
    return tests;
}

std::string joined(const std::vector<std::string_view>& parts, std::string_view before,
                   std::string_view between) {
    std::string text;
    for (const std::string_view part : parts)
        text += std::string(text.empty() ? before : between) + std::string(part);
    return text;
}

std::string text_line(const sim::RuleText& rule, Language language) {
    const std::string where = clause(rule);
    return std::string(rule.name) + (where.empty() ? "" : " (" + where + ")") + "\n    "
           + std::string(sim::sentence_of(rule.rule, language))
           + joined(tests_of(rule), "\n    ", "\n    ") + "\n";
}

std::string markdown_row(const sim::RuleText& rule, Language language) {
    const std::string_view link = sim::document_link(rule);
    std::string where = clause(rule);
    if (!link.empty()) where = "[" + where + "](" + std::string(link) + ")";
    return "| `" + std::string(rule.name) + "` | " + where + " | "
           + std::string(sim::sentence_of(rule.rule, language)) + " | "
           + joined(tests_of(rule), "", "<br>") + " |\n";
}

std::string member(std::string_view name, std::string_view value) {
    return value.empty() ? std::string{}
                         : ", " + sim::json_string(name) + ": " + sim::json_string(value);
}

std::string json_list(const std::vector<std::string_view>& texts) {
    std::string list;
    for (const std::string_view text : texts)
        list += (list.empty() ? "" : ", ") + sim::json_string(text);
    return "[" + list + "]";
}

std::string json_line(const sim::RuleText& rule, Language) {
    return "{\"rule\": " + sim::json_string(rule.name) + member("document", rule.document)
           + member("section", rule.section) + member("requirement", rule.requirement)
           + member("en", rule.english) + member("zh", rule.chinese)
           + member("link", sim::document_link(rule)) + ", \"tests\": " + json_list(tests_of(rule))
           + "}\n";
}

std::string heading(RulesFormat format) {
    return format == RulesFormat::markdown
               ? "| rule | clause | meaning | tests |\n|---|---|---|---|\n"
               : "";
}

std::string line(const sim::RuleText& rule, RulesFormat format, Language language) {
    switch (format) {
    case RulesFormat::text: return text_line(rule, language);
    case RulesFormat::markdown: return markdown_row(rule, language);
    case RulesFormat::json: return json_line(rule, language);
    }
    sim::unreachable();
}

/// One requirement of RFC 9293 and its tests.
std::string line(const sim::Requirement& requirement, RulesFormat format) {
    const std::string id{requirement.id};
    const std::vector<std::string_view> tests = sim::tests_of(requirement.id);
    const std::string where = "RFC 9293 " + std::string(requirement.section);
    switch (format) {
    case RulesFormat::text:
        return id + " (" + where + ")" + joined(tests, "\n    ", "\n    ") + "\n";
    case RulesFormat::markdown:
        return "| " + id + " | " + where + " | " + joined(tests, "", "<br>") + " |\n";
    case RulesFormat::json:
        return "{\"requirement\": " + sim::json_string(id) + member("document", "RFC 9293")
               + member("section", requirement.section) + ", \"tests\": " + json_list(tests)
               + "}\n";
    }
    sim::unreachable();
}

} // namespace

ExitStatus list_rules(RulesFormat format, Language language) {
    std::string lines = heading(format);
    for (const sim::RuleText& rule : sim::all_rules())
        if (rule.rule != sim::Rule::none) lines += line(rule, format, language);
    if (format == RulesFormat::markdown)
        lines += "\n| requirement | section | tests |\n|---|---|---|\n";
    for (const sim::Requirement& requirement : sim::all_requirements())
        lines += line(requirement, format);
    return finish(lines, {}, ExitStatus::good);
}

} // namespace tcpsim
