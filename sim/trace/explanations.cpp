#include "sim/trace/explanations.h"

#include "sim/tcp/profile.h"
#include "sim/trace/ack_explanations.h"
#include "sim/trace/conversation_pairs.h"
#include "sim/trace/moment_explanations.h"

#include <algorithm>
#include <array>
#include <optional>

namespace sim {

namespace {

std::optional<Profile> profile_of(const Trace& trace) {
    const Expected<ProfileName> name = profile_called(trace.header.profile);
    if (!name) return std::nullopt;
    return profile_named(*name);
}

/// The two segments would match if the kernel's had the model's `member`.
template <typename Member>
bool differ_only_in(const WireFacts& model, const WireFacts& kernel, Member member) {
    WireFacts changed = kernel;
    changed.*member = model.*member;
    return difference(model, changed).empty();
}

std::optional<Explanation> fixed_window(const OneWay& direction, const WireFacts* model,
                                        const WireFacts* kernel) {
    const std::optional<Profile> profile = profile_of(direction.model);
    if (!profile || profile->window != WindowChoice::fixed) return std::nullopt;
    if (model == nullptr || kernel == nullptr
        || !differ_only_in(*model, *kernel, &WireFacts::window))
        return std::nullopt;
    const std::string buffer = std::to_string(profile->fixed_window);
    const std::string ours = std::to_string(model->window);
    const std::string theirs = std::to_string(kernel->window);
    return Explanation{.rule = Rule::comparison_fixed_window,
                       .english = "The model offers " + ours + " of a fixed buffer of " + buffer
                                  + " bytes; the kernel offers " + theirs
                                  + " by the memory its buffers take.",
                       .chinese = "模型从固定的 " + buffer + " 字节缓冲区中通告 " + ours
                                  + "；内核按缓冲区占用的内存通告 " + theirs + "。"};
}

std::optional<Explanation> mss_option(const OneWay&, const WireFacts* model,
                                      const WireFacts* kernel) {
    if (model == nullptr || kernel == nullptr || model->present.mss || !kernel->present.mss)
        return std::nullopt;
    if (!differ_only_in(*model, *kernel, &WireFacts::mss)) return std::nullopt;
    const std::string mss = std::to_string(kernel->mss);
    return Explanation{.rule = Rule::comparison_mss_option,
                       .english =
                           "The model's SYN has no options; the kernel always names its MSS, "
                           "here "
                           + mss + ".",
                       .chinese = "模型的 SYN 不带选项；内核总是写明 MSS，此处为 " + mss + "。"};
}

/// What the sender of `segment` has received by then, in bytes of payload.
std::uint32_t bytes_received(const WireFacts& segment) {
    return segment.flags.ack && segment.ack > 0 ? segment.ack - 1 : 0;
}

/// No window before the first byte of data, and none that holds anything back, differs for memory.
std::optional<Explanation> loopback_window(const OneWay& direction, const WireFacts* model,
                                           const WireFacts* kernel) {
    if (direction.kernel.header.topology != "loopback" || model == nullptr || kernel == nullptr)
        return std::nullopt;
    const std::uint32_t received = bytes_received(*kernel);
    const bool is_open = model->window != 0 && kernel->window != 0;
    if (received == 0 || !is_open || !differ_only_in(*model, *kernel, &WireFacts::window))
        return std::nullopt;
    const std::string bytes = std::to_string(received);
    const std::string ours = std::to_string(model->window);
    const std::string theirs = std::to_string(kernel->window);
    return Explanation{
        .rule = Rule::comparison_loopback_window,
        .english = "After " + bytes + " bytes in its sender's own buffers the kernel " + "offers "
                   + theirs + "; the model, as on a wire, " + ours + ".",
        .chinese = "收到 " + bytes + " 字节（留在发送方自己的缓冲区中）之后，内核通告 " + theirs
                   + "；模型按线路计算，通告 " + ours + "。"};
}

bool has_data_after(const std::vector<WireFacts>& sent, const WireFacts& segment) {
    return std::any_of(sent.begin(), sent.end(), [&](const WireFacts& other) {
        return other.length != 0 && other.seq >= segment.seq + segment.length;
    });
}

/// PSH in the midst of what a program writes, never on the last of it.
std::optional<Explanation> loopback_push(const OneWay& direction, const WireFacts* model,
                                         const WireFacts* kernel) {
    if (direction.kernel.header.topology != "loopback" || model == nullptr || kernel == nullptr)
        return std::nullopt;
    WireFacts changed = *kernel;
    changed.flags.psh = model->flags.psh;
    if (kernel->length == 0 || !difference(*model, changed).empty()) return std::nullopt;
    if (!has_data_after(direction.model_sent, *model)
        || !has_data_after(direction.kernel_sent, *kernel))
        return std::nullopt;
    const std::string place = std::to_string(kernel->seq);
    const bool theirs = kernel->flags.psh;
    return Explanation{
        .rule = Rule::comparison_loopback_push,
        .english = std::string(theirs ? "The kernel" : "The model") + " pushes at " + place
                   + ", in the midst of a write whose first ACKs the kernel had while it copied.",
        .chinese = std::string(theirs ? "内核" : "模型") + "在序号 " + place
                   + " 处设置 PSH，此处在一次写入的中间；内核复制数据时已收到这次写入最初的 ACK。"};
}

std::string milliseconds(const Trace& trace, const WireFacts& segment) {
    const std::int64_t whole = trace.record(segment.record).at.since_start_ns / 1'000'000;
    return std::to_string(whole) + " ms";
}

/// One stage sends an ACK that the other leaves to a later segment.
std::optional<Explanation> delayed_ack(const OneWay& direction, const WireFacts* model,
                                       const WireFacts* kernel) {
    const std::optional<Profile> profile = profile_of(direction.model);
    if (!profile || profile->delayed_ack == DelayedAckChoice::linux_quick) return std::nullopt;
    if ((model == nullptr) == (kernel == nullptr)) return std::nullopt;
    const bool is_models = model != nullptr;
    const WireFacts& alone = is_models ? *model : *kernel;
    if (!is_pure_ack(alone)) return std::nullopt;
    const std::vector<WireFacts>& own_sent =
        is_models ? direction.model_sent : direction.kernel_sent;
    const std::vector<WireFacts>& others = is_models ? direction.kernel_sent : direction.model_sent;
    if (first_covering(own_sent, alone.ack)->record != alone.record)
        return std::nullopt; // a duplicate
    const WireFacts* const carrier = first_covering(others, alone.ack);
    if (carrier == nullptr || (is_pure_ack(*carrier) && carrier->ack == alone.ack))
        return std::nullopt;
    const Trace& own = is_models ? direction.model : direction.kernel;
    const Trace& other = is_models ? direction.kernel : direction.model;
    const std::string number = std::to_string(alone.ack);
    return Explanation{
        .rule = Rule::comparison_delayed_ack,
        .english = std::string(is_models ? "The model" : "The kernel") + " acknowledges up to "
                   + number + " at " + milliseconds(own, alone)
                   + " by itself, the other stage with " + in_short(*carrier) + " at "
                   + milliseconds(other, *carrier) + ".",
        .chinese = std::string(is_models ? "模型" : "内核") + "在 " + milliseconds(own, alone)
                   + " 单独确认到 " + number + "，另一方则在 " + milliseconds(other, *carrier)
                   + " 随 " + in_short(*carrier) + " 捎带确认。"};
}

/// A timer that has sent something again while a connection was opened.
struct Firing {
    Time at;
    HostId host{};
};

/// The retransmission timers of both ends that have gone off within one step of the timer wheel,
/// shortly before `segment`; nothing when there are no two.
std::optional<std::array<Firing, 2>> tie_before(const Trace& trace, const Record& segment) {
    constexpr Duration wheel_step = std::chrono::milliseconds{32}; // Linux, HZ=250, for a second
    const Time earliest = segment.at - (4 * trace.header.link_delay + wheel_step);
    std::array<std::optional<Firing>, 2> last;
    for (RecordId id = 1; id <= trace.last(); ++id) {
        const Record& record = trace.record(id);
        if (record.at > segment.at) break;
        if (record.kind != RecordKind::timer || record.conversation != segment.conversation
            || record.host >= last.size() || record.at < earliest)
            continue;
        const TimerEvent& timer = trace.timers.at(record.detail);
        if (timer.kind == TimerKind::retransmit && timer.action == TimerAction::fired)
            last.at(record.host) = Firing{.at = record.at, .host = record.host};
    }
    if (!last[0] || !last[1]) return std::nullopt;
    const Duration apart =
        last[0]->at > last[1]->at ? last[0]->at - last[1]->at : last[1]->at - last[0]->at;
    if (apart > wheel_step) return std::nullopt;
    return std::array{*last[0], *last[1]};
}

/// Where SYN and SYN-ACK were to be sent again in the same tick, one stage sends both, the other
/// only the first, which makes the second needless. Both orders are legal.
std::optional<Explanation> timer_tie(const OneWay& direction, const WireFacts* model,
                                     const WireFacts* kernel) {
    if ((model == nullptr) == (kernel == nullptr)) return std::nullopt;
    const bool is_models = model != nullptr;
    const WireFacts& alone = is_models ? *model : *kernel;
    const bool opens = alone.flags.syn || (is_pure_ack(alone) && alone.seq == 1 && alone.ack == 1);
    if (!opens || alone.length != 0) return std::nullopt;
    const Trace& trace = is_models ? direction.model : direction.kernel;
    const auto tie = tie_before(trace, trace.record(alone.record));
    if (!tie) return std::nullopt;
    const auto at = [&](const Firing& firing) {
        const std::int64_t whole = firing.at.since_start_ns / 1'000'000;
        return trace.header.hosts.at(firing.host).name + " " + std::to_string(whole) + " ms";
    };
    const std::string both = at((*tie)[0]) + ", " + at((*tie)[1]);
    return Explanation{
        .rule = Rule::timer_tie,
        .english = std::string(is_models ? "In the model" : "On the kernel")
                   + " the timers of both ends go off in one step of the timer wheel (" + both
                   + ") and both send again; on the other stage one was a step earlier, and its "
                     "segment has spared the other.",
        .chinese = std::string(is_models ? "在模型中" : "在内核上")
                   + "，双方的定时器在时间轮的同一步到期（" + both
                   + "），都进行了重发；在另一个舞台上，其中一个早了一步，它的报文段使另一次重发成"
                     "为多余。"};
}

bool is_syn_ack(const WireFacts& segment) {
    return segment.flags == Flags{.syn = true, .ack = true};
}

/// The listener's queue at the last sample before `at`; nothing where there was none.
std::optional<std::uint32_t> half_open_at(const Trace& trace, HostId host, Time at) {
    std::optional<std::uint32_t> found;
    for (const QueueSample& sample : trace.load.samples)
        if (sample.host == host && sample.at <= at) found = sample.syn_queue;
    return found;
}

/// How many half-open entries both stages have now, or once the timers that end about now have gone
/// off on both: an eighth of a timer's length later (the wheel's slots).
std::optional<std::uint32_t> kept_by_both(const OneWay& direction, const Record& sent) {
    const Duration since_start = sent.at - Time{};
    for (const Time at : {sent.at, sent.at + since_start / 8}) {
        const auto ours = half_open_at(direction.model, sent.host, at);
        const auto theirs = half_open_at(direction.kernel, sent.host, at);
        if (ours && ours == theirs) return ours;
    }
    return std::nullopt;
}

/// A crowded SYN queue gives up its old entries one timer after the other, until half of it is
/// free: who goes and who stays hangs on the order of timers in one slot of the wheel. How many
/// stay does not.
std::optional<Explanation> other_entry_stays(const OneWay& direction, const WireFacts* model,
                                             const WireFacts* kernel) {
    if ((model == nullptr) == (kernel == nullptr)) return std::nullopt;
    const bool is_models = model != nullptr;
    const WireFacts& alone = is_models ? *model : *kernel;
    const Trace& trace = is_models ? direction.model : direction.kernel;
    const Record& sent = trace.record(alone.record);
    const bool both_answered = !direction.model_sent.empty() && !direction.kernel_sent.empty();
    if (!is_syn_ack(alone) || !is_of_flood(trace, sent.conversation) || !both_answered)
        return std::nullopt;
    const std::optional<std::uint32_t> kept = kept_by_both(direction, sent);
    if (!kept) return std::nullopt;
    const std::string count = std::to_string(*kept);
    return Explanation{.rule = Rule::timer_tie,
                       .english = "Both stages keep " + count
                                  + " half-open entries here, but not the same ones: "
                                  + (is_models ? "only the model" : "only the kernel")
                                  + " still has this one and sends its SYN-ACK again at "
                                  + milliseconds(trace, alone) + ".",
                       .chinese = "两侧此时都有 " + count + " 个半连接，但不是同一批：只有"
                                  + (is_models ? "模型" : "内核") + "仍保留这一条，并在 "
                                  + milliseconds(trace, alone) + " 重发它的 SYN-ACK。"};
}

/// A place in the queue became free a little sooner on one stage: a client that asks again and
/// again has needed one SYN less there.
std::optional<Explanation> entry_step(const OneWay& direction, const WireFacts* model,
                                      const WireFacts* kernel) {
    if ((model == nullptr) == (kernel == nullptr)) return std::nullopt;
    const WireFacts& alone = model != nullptr ? *model : *kernel;
    if (direction.model.load.floods.empty() || alone.flags != Flags{.syn = true})
        return std::nullopt;
    const auto syns = [](const std::vector<WireFacts>& sent) {
        return std::count_if(sent.begin(), sent.end(), [](const WireFacts& segment) {
            return segment.flags == Flags{.syn = true};
        });
    };
    const auto ours = syns(direction.model_sent);
    const auto theirs = syns(direction.kernel_sent);
    if (ours - theirs != 1 && theirs - ours != 1) return std::nullopt;
    return Explanation{
        .rule = Rule::comparison_entry_step,
        .english = "The client needs " + std::to_string(ours) + " SYNs in the model and "
                   + std::to_string(theirs) + " on the kernel until there is a place for it.",
        .chinese = "客户端在模型中发出 " + std::to_string(ours) + " 个 SYN、在内核上发出 "
                   + std::to_string(theirs) + " 个 SYN 之后才有位置。"};
}

void settle(const std::optional<Explanation>& found, Pair& pair) {
    if (!found) return;
    pair.status = PairStatus::explained;
    pair.rule = found->rule;
    pair.explanation_en = found->english;
    pair.explanation_zh = found->chinese;
}

} // namespace

void explain(const OneWay& direction, const WireFacts* model, const WireFacts* kernel, Pair& pair) {
    for (const auto reason : {fixed_window, mss_option, loopback_window, loopback_push, delayed_ack,
                              timer_tie, other_entry_stays, entry_step, writer_moment,
                              reader_moment, answer_to_push, window_tuning, compressed_ack}) {
        const std::optional<Explanation> found = reason(direction, model, kernel);
        if (!found) continue;
        return settle(found, pair);
    }
}

void explain_call(const MomentsPair& programs, Pair& pair) {
    settle(other_read(programs, pair.model, pair.kernel), pair);
}

} // namespace sim
