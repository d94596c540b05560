#include "sim/trace/frames.h"

#include <algorithm>

namespace sim {

bool counts_frames(const Trace& trace) {
    const std::vector<Fact>& facts = trace.header.environment;
    return std::any_of(facts.begin(), facts.end(),
                       [](const Fact& fact) { return fact.name == scheme_fact; });
}

bool acknowledges_all_before(const Trace& trace) {
    const std::vector<Fact>& facts = trace.header.environment;
    return std::any_of(facts.begin(), facts.end(), [](const Fact& fact) {
        return fact.name == scheme_fact && fact.value == "go-back-n";
    });
}

bool is_sent_again(Rule rule) {
    return rule == Rule::textbook_resend_frame || rule == Rule::textbook_resend_window
           || rule == Rule::textbook_resend_one;
}

} // namespace sim
