#include "app/tcpsim/commands.h"
#include "app/tcpsim/output.h"
#include "sim/base/assert.h"
#include "sim/export/json_text.h"
#include "sim/rule/rule.h"

namespace tcpsim {

namespace {

/// "RFC 9293 3.10.1, MUST-10", without what the rule does not have.
std::string clause(const sim::RuleText& rule) {
    std::string text(rule.document);
    if (!rule.section.empty()) text += (text.empty() ? "" : " ") + std::string(rule.section);
    if (!rule.requirement.empty()) text += ", " + std::string(rule.requirement);
    return text;
}

std::string text_line(const sim::RuleText& rule, Language language) {
    const std::string where = clause(rule);
    return std::string(rule.name) + (where.empty() ? "" : " (" + where + ")") + "\n    "
           + std::string(sim::sentence_of(rule.rule, language)) + "\n";
}

std::string markdown_row(const sim::RuleText& rule, Language language) {
    const std::string_view link = sim::document_link(rule);
    std::string where = clause(rule);
    if (!link.empty()) where = "[" + where + "](" + std::string(link) + ")";
    return "| `" + std::string(rule.name) + "` | " + where + " | "
           + std::string(sim::sentence_of(rule.rule, language)) + " |\n";
}

std::string member(std::string_view name, std::string_view value) {
    return value.empty() ? std::string{}
                         : ", " + sim::json_string(name) + ": " + sim::json_string(value);
}

std::string json_line(const sim::RuleText& rule, Language) {
    return "{\"rule\": " + sim::json_string(rule.name) + member("document", rule.document)
           + member("section", rule.section) + member("requirement", rule.requirement)
           + member("en", rule.english) + member("zh", rule.chinese)
           + member("link", sim::document_link(rule)) + "}\n";
}

std::string heading(RulesFormat format) {
    return format == RulesFormat::markdown ? "| rule | clause | meaning |\n|---|---|---|\n" : "";
}

std::string line(const sim::RuleText& rule, RulesFormat format, Language language) {
    switch (format) {
    case RulesFormat::text: return text_line(rule, language);
    case RulesFormat::markdown: return markdown_row(rule, language);
    case RulesFormat::json: return json_line(rule, language);
    }
    sim::unreachable();
}

} // namespace

ExitStatus list_rules(RulesFormat format, Language language) {
    std::string lines = heading(format);
    for (const sim::RuleText& rule : sim::all_rules())
        if (rule.rule != sim::Rule::none) lines += line(rule, format, language);
    return finish(lines, {}, ExitStatus::good);
}

} // namespace tcpsim
