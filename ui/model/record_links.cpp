#include "ui/model/record_links.h"

#include "ui/model/loss.h"
#include "ui/model/record_text.h"

#include <algorithm>

namespace ui {

namespace {

constexpr std::size_t nearest_causes = 4;
constexpr std::size_t most_consequences = 6;

} // namespace

std::vector<RecordLink> recordLinks(const sim::Trace& trace, const CauseChain& chain,
                                    Numbers numbers, const sim::SegmentFacts& facts) {
    std::vector<RecordLink> links;
    const auto add = [&](LinkKind kind, sim::RecordId id, std::size_t left_out = 0) {
        links.push_back({kind, id, recordPhrase(trace, id, numbers), static_cast<int>(left_out)});
    };
    const sim::RecordId departure = chain.record == 0 ? 0 : sim::departure_of(trace, chain.record);
    const bool again = departure != 0 && facts.is_again(departure);
    if (const sim::RecordId loss = again ? lossOf(trace, departure) : 0) {
        const bool lost = trace.record(loss).kind == sim::RecordKind::dropped;
        add(lost ? LinkKind::lost_here : LinkKind::repeats, loss);
    }
    const std::size_t causes = chain.causes.size();
    for (std::size_t n = 0; n < std::min(causes, nearest_causes); ++n)
        add(LinkKind::because_of, chain.causes[n]);
    if (causes > nearest_causes)
        add(LinkKind::because_of, chain.causes.back(), causes - nearest_causes - 1);
    for (std::size_t n = 0; n < std::min(chain.consequences.size(), most_consequences); ++n)
        add(LinkKind::led_to, chain.consequences[n]);
    return links;
}

} // namespace ui
