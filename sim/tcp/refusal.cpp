#include "sim/tcp/refusal.h"

namespace sim {

Segment reset_answering(const Segment& segment) {
    Segment reset{.path = reversed(segment.path)};
    reset.flags.rst = true;
    if (segment.flags.ack) {
        reset.seq = segment.ack;
    } else {
        reset.flags.ack = true;
        reset.ack = segment.seq + sequence_length(segment);
    }
    return reset;
}

Refusal refused_in_closed(const Segment& segment) {
    if (segment.flags.rst) return {.reset = {}, .rule = Rule::rfc9293_3_10_7_1_reset_ignored};
    return {.reset = reset_answering(segment), .rule = Rule::rfc9293_3_10_7_1_closed};
}

std::optional<Refusal> refused_in_listen(const Segment& segment, const Profile& profile) {
    if (segment.flags.rst) return Refusal{.reset = {}, .rule = Rule::rfc9293_3_10_7_2_other};
    if (segment.flags.ack && segment.flags.syn && profile.bsd_small_states)
        return Refusal{.reset = {}, .rule = Rule::freebsd_syn_ack_ignored};
    if (segment.flags.ack)
        return Refusal{.reset = reset_answering(segment), .rule = Rule::rfc9293_3_10_7_2_ack};
    const bool closes = segment.flags.fin && profile.drops_syn_fin;
    if (segment.flags.syn && closes)
        return Refusal{.reset = {}, .rule = Rule::linux_syn_fin_dropped};
    if (segment.flags.syn) return std::nullopt;
    return Refusal{.reset = {}, .rule = Rule::rfc9293_3_10_7_2_other};
}

} // namespace sim
