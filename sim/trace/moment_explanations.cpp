#include "sim/trace/moment_explanations.h"

#include <algorithm>

namespace sim {

namespace {

bool is_plain_ack(const WireFacts& segment) {
    return is_pure_ack(segment) && segment.sack.empty();
}

bool differ_in_window_alone(const WireFacts* model, const WireFacts* kernel) {
    if (model == nullptr || kernel == nullptr || model->window == 0 || kernel->window == 0)
        return false;
    WireFacts changed = *kernel;
    changed.window = model->window;
    return difference(*model, changed).empty();
}

/// It acknowledges more than the one before it, or as much with another window: no duplicate ACK.
bool tells_news(const std::vector<WireFacts>& sent, const WireFacts& ack) {
    const WireFacts* before = nullptr;
    for (const WireFacts& one : sent) {
        if (one.record == ack.record) break;
        before = &one;
    }
    return before == nullptr || before->ack < ack.ack || before->window != ack.window;
}

/// Two pure ACKs that answer for other amounts, or one that the other stage leaves to a later one.
bool divides_acks_otherwise(const OneWay& direction, const WireFacts* model,
                            const WireFacts* kernel) {
    if (model != nullptr && kernel != nullptr) {
        WireFacts changed = *kernel;
        changed.window = model->window;
        changed.ack = model->ack;
        return is_plain_ack(*model) && difference(*model, changed).empty();
    }
    if (model != nullptr)
        return is_plain_ack(*model) && tells_news(direction.model_sent, *model)
               && first_covering(direction.kernel_sent, model->ack) != nullptr;
    return is_plain_ack(*kernel) && tells_news(direction.kernel_sent, *kernel)
           && first_covering(direction.model_sent, kernel->ack) != nullptr;
}

/// The highest number that either of two ACKs acknowledges.
std::uint32_t acknowledged(const WireFacts* model, const WireFacts* kernel) {
    return std::max(model != nullptr ? model->ack : 0, kernel != nullptr ? kernel->ack : 0);
}

std::string milliseconds(Time at) {
    return std::to_string(at.since_start_ns / 1'000'000) + " ms";
}

std::string range(const StreamCall& call) {
    return std::to_string(call.begin + 1) + "-" + std::to_string(call.end);
}

/// A program waited on either stage while it wrote this byte.
bool was_waited_for(const MomentsPair& moments, std::uint32_t byte) {
    const StreamCall* const ours = call_with(moments.model.written, byte);
    const StreamCall* const theirs = call_with(moments.kernel.written, byte);
    return ours != nullptr && theirs != nullptr && (ours->waited || theirs->waited);
}

/// A segment whose PSH stands on one stage only.
struct LonePush {
    std::uint32_t seq{};
    bool on_kernel{};
};

/// The last such segment that `ack` covers, and that it may be the answer to: an ACK answers for
/// two segments, as does the one after it.
std::optional<LonePush> lone_push_before(const OneWay& direction, std::uint32_t ack) {
    constexpr std::uint32_t near = 4; // segments
    std::optional<LonePush> last;
    for (const WireFacts& theirs : direction.peer_kernel_sent) {
        const bool is_near =
            theirs.seq + theirs.length <= ack && ack - theirs.seq <= near * theirs.length;
        if (!is_near || (last && last->seq >= theirs.seq)) continue;
        const auto differs = [&](const WireFacts& ours) {
            return ours.seq == theirs.seq && ours.length == theirs.length
                   && ours.flags.psh != theirs.flags.psh;
        };
        if (std::any_of(direction.peer_model_sent.begin(), direction.peer_model_sent.end(),
                        differs))
            last = {.seq = theirs.seq, .on_kernel = theirs.flags.psh};
    }
    return last;
}

std::uint32_t window_in_bytes(const Trace& trace, const WireFacts& segment) {
    const Record& record = trace.record(segment.record);
    const Conversation& conversation = trace.conversation(record.conversation);
    return segment.window << conversation.end(conversation.side_of(record.host)).window_shift;
}

/// What the peer sends beyond the number of `ack` until the next one comes; nothing when the window
/// has no room for one more segment of its size.
std::optional<std::uint32_t> sent_within(const Trace& trace, const std::vector<WireFacts>& sent,
                                         const std::vector<WireFacts>& peer_sent,
                                         const WireFacts& ack) {
    const auto own = std::find_if(sent.begin(), sent.end(),
                                  [&](const WireFacts& one) { return one.record == ack.record; });
    const std::uint32_t limit = ack.ack + window_in_bytes(trace, ack);
    std::uint32_t end = ack.ack, largest = 0;
    for (const WireFacts& one : peer_sent) {
        const bool is_governed = own + 1 >= sent.end()
                                 || trace.record(one.record).at < trace.record((own + 1)->record).at
                                                                      + trace.header.link_delay;
        if (!is_governed) break;
        end = std::max(end, one.seq + one.length);
        largest = std::max(largest, one.length);
    }
    if (end + largest > limit) return std::nullopt;
    return end - ack.ack;
}

/// The larger window of the two that the side opened with; a SYN's is not scaled.
std::uint32_t opening_window(const OneWay& direction) {
    return std::max(direction.model_sent.front().window, direction.kernel_sent.front().window);
}

/// The program has set the size of its receive buffer itself, which ends auto-tuning (socket(7)).
bool sets_receive_buffer(const Trace& trace) {
    return std::any_of(trace.calls.begin(), trace.calls.end(), [](const CallEvent& call) {
        return std::find(call.arguments.begin(), call.arguments.end(), "SO_RCVBUF")
               != call.arguments.end();
    });
}

} // namespace

std::optional<Explanation> reader_moment(const OneWay& direction, const WireFacts* model,
                                         const WireFacts* kernel) {
    if (!differ_in_window_alone(model, kernel) && !divides_acks_otherwise(direction, model, kernel))
        return std::nullopt;
    const std::uint32_t ack = acknowledged(model, kernel);
    const MomentsPair& moments = direction.moments.of(direction.conversation, direction.side);
    const std::optional<std::size_t> place =
        ack > 1 ? first_other_read(moments, ack - 1) : std::nullopt;
    if (!place) return std::nullopt;
    const auto bytes = [&](const ProgramMoments& stage) {
        const StreamCall& call = stage.read.at(*place);
        return std::to_string(call.end - call.begin);
    };
    const std::string number = std::to_string(*place + 1);
    return Explanation{
        .rule = Rule::comparison_reader_moment,
        .english = "The program reads at other moments: recv() number " + number + " took "
                   + bytes(moments.model) + " bytes in the model and " + bytes(moments.kernel)
                   + " on the kernel. Unread bytes take room from the window, and each read that "
                     "gives room back may send an ACK.",
        .chinese = "程序读取的时刻不同：第 " + number + " 次 recv() 在模型中取走 "
                   + bytes(moments.model) + " 字节，在内核上取走 " + bytes(moments.kernel)
                   + " 字节。未读的字节占用窗口，每次腾出空间的读取都可能发出一个 ACK。"};
}

std::optional<Explanation> writer_moment(const OneWay& direction, const WireFacts* model,
                                         const WireFacts* kernel) {
    if (model == nullptr || kernel == nullptr || model->length == 0 || model->seq == 0)
        return std::nullopt;
    WireFacts changed = *kernel;
    changed.flags.psh = model->flags.psh;
    if (!difference(*model, changed).empty()) return std::nullopt;
    const MomentsPair& moments = direction.moments.of(direction.conversation, direction.side);
    const std::uint32_t first = model->seq - 1;
    if (!was_waited_for(moments, first)) return std::nullopt;
    const StreamCall& ours = *call_with(moments.model.written, first);
    const StreamCall& theirs = *call_with(moments.kernel.written, first);
    const std::uint32_t end = first + model->length;
    if (end >= ours.end || end >= theirs.end) return std::nullopt; // writes end alike on both
    const auto span = [](const StreamCall& call, const char* to, const char* open) {
        return milliseconds(call.entered_at)
               + (call.returned == 0 ? std::string(open) : to + milliseconds(call.returned_at));
    };
    const std::string place = std::to_string(kernel->seq);
    const bool is_theirs = kernel->flags.psh;
    return Explanation{
        .rule = Rule::comparison_writer_moment,
        .english = std::string(is_theirs ? "The kernel" : "The model") + " pushes at " + place
                   + ", in the midst of a send() that waited for room in the send buffer: "
                   + span(ours, " to ", " on") + " in the model, " + span(theirs, " to ", " on")
                   + " on the kernel. The last segment there is when the program waits has PSH.",
        .chinese = std::string(is_theirs ? "内核" : "模型") + "在序号 " + place
                   + " 处设置 PSH，此处在一次等待发送缓冲区空间的 send() 中间：模型中为 "
                   + span(ours, " 至 ", " 起") + "，内核上为 " + span(theirs, " 至 ", " 起")
                   + "。程序开始等待时，已有的最后一个报文段带 PSH。"};
}

std::optional<Explanation> answer_to_push(const OneWay& direction, const WireFacts* model,
                                          const WireFacts* kernel) {
    if (!divides_acks_otherwise(direction, model, kernel)) return std::nullopt;
    const std::optional<LonePush> push = lone_push_before(direction, acknowledged(model, kernel));
    if (!push) return std::nullopt;
    const Side peer = direction.side == Side::opener ? Side::acceptor : Side::opener;
    if (!was_waited_for(direction.moments.of(direction.conversation, peer), push->seq - 1))
        return std::nullopt;
    const std::string place = std::to_string(push->seq);
    return Explanation{.rule = Rule::comparison_writer_moment,
                       .english =
                           "A read answers PSH with an ACK, and PSH stands at " + place
                           + (push->on_kernel ? " on the kernel alone" : " in the model alone")
                           + ", where the writer waited for room in the send buffer.",
                       .chinese = "读取到带 PSH 的数据后会发出 ACK，而序号 " + place + " 处的 PSH "
                                  + (push->on_kernel ? "只出现在内核上" : "只出现在模型中")
                                  + "，那里是写入方等待发送缓冲区空间之处。"};
}

std::optional<Explanation> window_tuning(const OneWay& direction, const WireFacts* model,
                                         const WireFacts* kernel) {
    if (!differ_in_window_alone(model, kernel) || model->flags.syn || model->ack <= 1)
        return std::nullopt;
    if (sets_receive_buffer(direction.model) || sets_receive_buffer(direction.kernel))
        return std::nullopt;
    const std::uint32_t smaller = std::min(window_in_bytes(direction.model, *model),
                                           window_in_bytes(direction.kernel, *kernel));
    if (smaller < opening_window(direction)) return std::nullopt; // not of growth
    const std::optional<std::uint32_t> ours =
        sent_within(direction.model, direction.model_sent, direction.peer_model_sent, *model);
    const std::optional<std::uint32_t> theirs =
        sent_within(direction.kernel, direction.kernel_sent, direction.peer_kernel_sent, *kernel);
    if (!ours || !theirs) return std::nullopt;
    const std::string own = std::to_string(model->window), other = std::to_string(kernel->window);
    const std::string own_sent = std::to_string(*ours), other_sent = std::to_string(*theirs);
    return Explanation{
        .rule = Rule::comparison_window_tuning,
        .english = "The buffer grows by what the program reads in a round trip that the receiver "
                   "measures: the window is "
                   + own + " in the model and " + other
                   + " on the kernel. Neither holds the sender back: until the next ACK " + own_sent
                   + " and " + other_sent + " bytes are under way.",
        .chinese =
            "接收缓冲区按程序在一个（由接收方测量的）往返时间内读取的字节数增大：窗口在模型中为 "
            + own + "，在内核上为 " + other
            + "。两者都没有限制发送方：到下一个 ACK 为止，在途字节数分别为 " + own_sent + " 和 "
            + other_sent + "。"};
}

std::optional<Explanation> other_read(const MomentsPair& moments, RecordId model, RecordId kernel) {
    const std::vector<StreamCall>& ours = moments.model.read;
    const std::vector<StreamCall>& theirs = moments.kernel.read;
    if (ours.empty() || theirs.empty() || ours.back().end != theirs.back().end) return std::nullopt;
    const auto of = [](const std::vector<StreamCall>& calls, RecordId returned) {
        const auto found = std::find_if(calls.begin(), calls.end(), [&](const StreamCall& call) {
            return call.returned == returned;
        });
        return found == calls.end() ? nullptr : &*found;
    };
    const std::uint32_t total = ours.back().end;
    const StreamCall* const call = model != 0 ? of(ours, model) : of(theirs, kernel);
    if (call == nullptr || !first_other_read(moments, total)) return std::nullopt;
    const auto stage = [&](const std::vector<StreamCall>& calls) {
        return std::to_string(calls.size());
    };
    const std::string bytes = range(*call), at = milliseconds(call->returned_at);
    return Explanation{
        .rule = Rule::comparison_reader_moment,
        .english = "recv() takes what has come when the program runs, bytes " + bytes
                   + (model != 0 ? " in the model" : " on the kernel") + " at " + at
                   + ": it read the same " + std::to_string(total) + " bytes by " + stage(ours)
                   + " calls in the model and by " + stage(theirs) + " on the kernel.",
        .chinese = "recv() 取走程序运行时已经到达的字节，"
                   + std::string(model != 0 ? "模型中" : "内核上") + "在 " + at + " 取走第 " + bytes
                   + " 字节：同样的 " + std::to_string(total) + " 字节，模型中用 " + stage(ours)
                   + " 次调用读完，内核上用 " + stage(theirs) + " 次。"};
}

} // namespace sim
