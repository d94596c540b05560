#include "sim/trace/ack_explanations.h"

#include <algorithm>
#include <vector>

namespace sim {

namespace {

/// An ACK alone, with ECE or without.
bool tells_of_gap(const WireFacts& segment) {
    Flags flags = segment.flags;
    flags.ece = false;
    return flags == Flags{.ack = true} && segment.length == 0 && !segment.sack.empty();
}

/// Three ACKs of a gap leave by themselves; this one has waited (tcp_comp_sack_nr).
bool has_waited(const std::vector<WireFacts>& sent, const WireFacts& ack) {
    constexpr std::ptrdiff_t leave_at_once = 3;
    return tells_of_gap(ack)
           && std::count_if(sent.begin(), sent.end(), [&ack](const WireFacts& one) {
                  return one.record < ack.record && one.ack == ack.ack && tells_of_gap(one);
              }) >= leave_at_once;
}

/// `later` says all that `ack` says of what has arrived.
bool tells_as_much(const WireFacts& later, const WireFacts& ack) {
    const auto is_told = [&later](const SeqRange& block) {
        const auto holds = [&block](const SeqRange& held) {
            return held.first.raw <= block.first.raw && block.end.raw <= held.end.raw;
        };
        return block.end.raw <= later.ack
               || std::any_of(later.sack.begin(), later.sack.end(), holds);
    };
    return later.flags.ack && later.ack >= ack.ack
           && std::all_of(ack.sack.begin(), ack.sack.end(), is_told);
}

/// How long after this ACK, in the same burst, another one tells as much; nothing where none does.
std::optional<Duration> told_again(const Trace& trace, const std::vector<WireFacts>& sent,
                                   const WireFacts& ack) {
    const Time at = trace.record(ack.record).at;
    for (const WireFacts& later : sent) {
        if (later.record <= ack.record || !tells_as_much(later, ack)) continue;
        const Duration after = trace.record(later.record).at - at;
        if (after >= trace.header.link_delay) break;
        return after;
    }
    return std::nullopt;
}

/// The same where it has waited and the other stage, too, tells what it says.
std::optional<Duration> divided(const Trace& trace, const std::vector<WireFacts>& sent,
                                const std::vector<WireFacts>& others, const WireFacts& ack) {
    const auto tells = [&ack](const WireFacts& one) { return tells_as_much(one, ack); };
    if (!has_waited(sent, ack) || std::none_of(others.begin(), others.end(), tells))
        return std::nullopt;
    return told_again(trace, sent, ack);
}

std::string microseconds(Duration span) {
    return std::to_string(span.count() / 1000) + " µs";
}

/// One stage has an ACK more.
Explanation one_more(bool is_models, const WireFacts& alone, Duration after) {
    const std::string number = std::to_string(alone.ack);
    const std::string span = microseconds(after);
    return {
        .rule = Rule::comparison_ack_compression,
        .english = std::string(is_models ? "The model" : "The kernel")
                   + " sends one ACK more for what lies beyond " + number
                   + ": the timer that puts such ACKs together went off in the midst of a burst, "
                     "and the next ACK, "
                   + span + " later, tells as much.",
        .chinese = std::string(is_models ? "模型" : "内核") + "对 " + number
                   + " 之后的数据多发一个 ACK：合并此类 ACK 的定时器在一串报文段到达的中途到期，"
                     "下一个 ACK 在 "
                   + span + " 之后发出，包含同样的内容。"};
}

Explanation at_other_places(const WireFacts& ack, Duration ours, Duration theirs) {
    const std::string number = std::to_string(ack.ack);
    return {.rule = Rule::comparison_ack_compression,
            .english = "The timer that puts ACKs for what lies beyond " + number
                       + " together went off at other places of a burst; the next ACK, "
                       + microseconds(ours) + " later in the model and " + microseconds(theirs)
                       + " later on the kernel, tells as much.",
            .chinese =
                "合并 " + number
                + " 之后数据的 ACK 的定时器在一串报文段中的不同位置到期；下一个 ACK 在模型中 "
                + microseconds(ours) + " 之后、在内核上 " + microseconds(theirs)
                + " 之后发出，包含同样的内容。"};
}

} // namespace

std::optional<Explanation> compressed_ack(const OneWay& direction, const WireFacts* model,
                                          const WireFacts* kernel) {
    if (direction.model.header.profile != "linux") return std::nullopt;
    std::optional<Duration> ours, theirs;
    if (model != nullptr)
        ours = divided(direction.model, direction.model_sent, direction.kernel_sent, *model);
    if (kernel != nullptr)
        theirs = divided(direction.kernel, direction.kernel_sent, direction.model_sent, *kernel);
    if (kernel == nullptr && ours) return one_more(true, *model, *ours);
    if (model == nullptr && theirs) return one_more(false, *kernel, *theirs);
    if (!ours || !theirs) return std::nullopt;
    WireFacts changed = *kernel;
    changed.sack = model->sack;
    if (!difference(*model, changed).empty()) return std::nullopt;
    return at_other_places(*kernel, *ours, *theirs);
}

} // namespace sim
