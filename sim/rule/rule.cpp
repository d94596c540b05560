#include "sim/rule/rule.h"

#include "sim/base/assert.h"

#include <array>
#include <utility>

namespace sim {

namespace {

constexpr std::array table{
#define RULE(name, document, section, requirement, english, chinese)                               \
    RuleText{Rule::name, #name, document, section, requirement, english, chinese},
#include "sim/rule/rules.inc"
#undef RULE
};

struct DocumentLink {
    std::string_view document, link;
};

constexpr std::array links{
    DocumentLink{"RFC 793", "https://www.rfc-editor.org/rfc/rfc793.html"},
    DocumentLink{"RFC 1191", "https://www.rfc-editor.org/rfc/rfc1191.html"},
    DocumentLink{"RFC 1337", "https://www.rfc-editor.org/rfc/rfc1337.html"},
    DocumentLink{"RFC 2018", "https://www.rfc-editor.org/rfc/rfc2018.html"},
    DocumentLink{"RFC 2883", "https://www.rfc-editor.org/rfc/rfc2883.html"},
    DocumentLink{"RFC 3042", "https://www.rfc-editor.org/rfc/rfc3042.html"},
    DocumentLink{"RFC 3708", "https://www.rfc-editor.org/rfc/rfc3708.html"},
    DocumentLink{"RFC 4015", "https://www.rfc-editor.org/rfc/rfc4015.html"},
    DocumentLink{"RFC 4987", "https://www.rfc-editor.org/rfc/rfc4987.html"},
    DocumentLink{"RFC 3168", "https://www.rfc-editor.org/rfc/rfc3168.html"},
    DocumentLink{"RFC 5681", "https://www.rfc-editor.org/rfc/rfc5681.html"},
    DocumentLink{"RFC 5682", "https://www.rfc-editor.org/rfc/rfc5682.html"},
    DocumentLink{"RFC 5927", "https://www.rfc-editor.org/rfc/rfc5927.html"},
    DocumentLink{"RFC 5961", "https://www.rfc-editor.org/rfc/rfc5961.html"},
    DocumentLink{"RFC 6191", "https://www.rfc-editor.org/rfc/rfc6191.html"},
    DocumentLink{"RFC 6298", "https://www.rfc-editor.org/rfc/rfc6298.html"},
    DocumentLink{"RFC 6528", "https://www.rfc-editor.org/rfc/rfc6528.html"},
    DocumentLink{"RFC 6582", "https://www.rfc-editor.org/rfc/rfc6582.html"},
    DocumentLink{"RFC 6675", "https://www.rfc-editor.org/rfc/rfc6675.html"},
    DocumentLink{"RFC 6928", "https://www.rfc-editor.org/rfc/rfc6928.html"},
    DocumentLink{"RFC 7323", "https://www.rfc-editor.org/rfc/rfc7323.html"},
    DocumentLink{"RFC 8985", "https://www.rfc-editor.org/rfc/rfc8985.html"},
    DocumentLink{"RFC 9293", "https://www.rfc-editor.org/rfc/rfc9293.html"},
    DocumentLink{"RFC 9937", "https://www.rfc-editor.org/rfc/rfc9937.html"},
    DocumentLink{"POSIX", "https://pubs.opengroup.org/onlinepubs/9799919799/"},
    DocumentLink{"Linux", "https://www.kernel.org/doc/html/latest/networking/ip-sysctl.html"},
};

} // namespace

std::span<const RuleText> all_rules() {
    return table;
}

const RuleText& text_of(Rule rule) {
    return table.at(static_cast<std::size_t>(rule));
}

std::string_view sentence_of(Rule rule, Language language) {
    switch (language) {
    case Language::english: return text_of(rule).english;
    case Language::chinese: return text_of(rule).chinese;
    }
    unreachable();
}

std::string clause_of(Rule rule) {
    const RuleText& text = text_of(rule);
    std::string clause(text.document);
    for (const std::string_view part : {text.section, text.requirement})
        if (!part.empty()) (clause += ' ') += part;
    return clause;
}

std::string_view document_link(const RuleText& text) {
    for (const DocumentLink& known : links)
        if (known.document == text.document) return known.link;
    return {};
}

} // namespace sim
