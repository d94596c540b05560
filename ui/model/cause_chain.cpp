#include "ui/model/cause_chain.h"

#include <algorithm>
#include <functional>

namespace ui {

bool CauseChain::contains(sim::RecordId id) const {
    if (id == 0 || record == 0) return false;
    if (id == record) return true;
    return id < record ? std::binary_search(causes.begin(), causes.end(), id, std::greater<>{})
                       : std::binary_search(consequences.begin(), consequences.end(), id);
}

CauseChain chainOf(const sim::Trace& trace, sim::RecordId record, sim::RecordId until) {
    CauseChain chain;
    if (record == 0 || record > trace.last()) return chain;
    chain.record = record;
    chain.until = record;
    for (sim::RecordId id = trace.record(record).cause; id != 0; id = trace.record(id).cause)
        chain.causes.push_back(id);
    follow(chain, trace, until);
    return chain;
}

void follow(CauseChain& chain, const sim::Trace& trace, sim::RecordId until) {
    if (chain.record == 0) return;
    const sim::RecordId known = std::clamp(until, chain.record, trace.last());
    for (sim::RecordId id = chain.until + 1; id <= known; ++id)
        if (trace.record(id).cause == chain.record) chain.consequences.push_back(id);
    while (!chain.consequences.empty() && chain.consequences.back() > known)
        chain.consequences.pop_back();
    chain.until = known;
}

sim::RecordId firstConsequenceOf(const sim::Trace& trace, sim::RecordId record) {
    if (record == 0) return 0;
    for (sim::RecordId id = record + 1; id <= trace.last(); ++id)
        if (trace.record(id).cause == record) return id;
    return 0;
}

} // namespace ui
