#include "sim/export/narration.h"

#include "sim/base/assert.h"
#include "sim/export/frame_narration.h"
#include "sim/export/ladder_labels.h"
#include "sim/export/names.h"
#include "sim/export/phrase.h"
#include "sim/trace/frames.h"

namespace sim {

namespace {

std::string text_of_number(std::int64_t number) {
    return std::to_string(number);
}

/// Whether a variable is a sequence number, and whose numbers it counts in.
enum class Counting : std::uint8_t { plain, own_numbers, peers_numbers };

Counting counting_of(Variable variable) {
    switch (variable) {
    case Variable::snd_una:
    case Variable::snd_nxt:
    case Variable::snd_wl2:
    case Variable::iss: return Counting::own_numbers;
    case Variable::snd_wl1:
    case Variable::rcv_nxt:
    case Variable::irs: return Counting::peers_numbers;
    case Variable::snd_wnd:
    case Variable::rcv_wnd:
    case Variable::mss:
    case Variable::cwnd:
    case Variable::ssthresh:
    case Variable::srtt_ns:
    case Variable::rttvar_ns:
    case Variable::rto_ns:
    case Variable::backoff:
    case Variable::unsent:
    case Variable::in_flight:
    case Variable::unread:
    case Variable::out_of_order:
    case Variable::retransmissions: return Counting::plain;
    }
    unreachable();
}

} // namespace

Narrator::Narrator(const Trace& trace, Language language)
    : trace_(trace), language_(language), facts_(trace), frames_(counts_frames(trace)) {}

std::string Narrator::tell(RecordId id) const {
    if (frames_)
        if (std::string told = narrate_frame(trace_, id, language_); !told.empty()) return told;
    const Record& record = trace_.record(id);
    switch (record.kind) {
    case RecordKind::sent: return tell_sent(id);
    case RecordKind::received: return tell_arrival(record);
    case RecordKind::dropped: return tell_drop(record);
    case RecordKind::ignored:
        return said(language_, {"{0} ignores the segment.", "{0} 忽略这个报文段。"},
                    {name(record.host)});
    case RecordKind::state:
        return said(language_, {"{0} moves from {1} to {2}.", "{0} 的状态由 {1} 变为 {2}。"},
                    {name(record.host), std::string(name_of(static_cast<State>(record.detail))),
                     std::string(name_of(record.state))});
    case RecordKind::call: return tell_call(record);
    case RecordKind::timer: return tell_timer(record);
    case RecordKind::change: return tell_change(record);
    case RecordKind::icmp:
        return said(language_, {"{0} gets an {1}.", "{0} 收到 {1}。"},
                    {name(record.host), icmp_label(trace_, id)});
    }
    unreachable();
}

std::string Narrator::tell_sent(RecordId id) const {
    const Record& sent = trace_.record(id);
    if (sent.rule == Rule::wire_injected) return tell_injection(sent);
    if (sent.rule == Rule::wire_flood || sent.rule == Rule::wire_flood_answers)
        return tell_flood(sent);
    if (sent.flags.rst) return tell_reset(sent);
    if (sent.flags.syn) return tell_opening(id);
    if (sent.flags.fin) return tell_fin(id);
    if (sent.length != 0) return tell_bytes(id);
    return tell_pure_ack(id);
}

std::string Narrator::tell_opening(RecordId id) const {
    const Record& sent = trace_.record(id);
    const std::vector<std::string> parts{name(sent.host), name(peer_of(trace_, sent)),
                                         text_of_number(sent.window),
                                         text_of_number(relative_ack(trace_, sent))};
    std::string text;
    if (facts_.is_again(id))
        text += said(language_,
                     {"No answer has come, so {0} tries again. ", "{0} 没有收到回应，再次发送。"},
                     parts);
    if (sent.flags.ack)
        text += said(language_,
                     {"{0} agrees: it acknowledges {1}'s SYN (ack {3}) and sends its own, which is "
                      "number 0 of its sequence numbers; it has room for {2} bytes.",
                      "{0} 同意建立连接：确认 {1} 的 SYN（确认号 {3}），并发出自己的 SYN（相对序号 "
                      "0），接收窗口为 {2} 字节。"},
                     parts);
    else
        text += said(language_,
                     {"{0} asks {1} to open a connection: its SYN is number 0 of its sequence "
                      "numbers, and it has room for {2} bytes.",
                      "{0} 请求与 {1} 建立连接：它的 SYN 占用相对序号 0，接收窗口为 {2} 字节。"},
                     parts);
    const std::string options = options_label(trace_, id);
    if (options.empty()) return text;
    return text + said(language_, {" Options: {0}.", "选项：{0}。"}, {options});
}

std::string Narrator::tell_injection(const Record& sent) const {
    return said(language_,
                {"Out of nowhere a segment comes to {1}, as if {0} had sent it: {2}.",
                 "一个报文段凭空来到 {1}，看似由 {0} 发出：{2}。"},
                {name(sent.host), name(peer_of(trace_, sent)), flag_words(sent.flags)});
}

/// A flood's SYN, or what its source answers: neither is the host's on whose side it enters.
std::string Narrator::tell_flood(const Record& sent) const {
    const Conversation& conversation = trace_.conversation(sent.conversation);
    const Endpoint& source = conversation.end(conversation.side_of(sent.host)).endpoint;
    const std::vector<std::string> parts{name(peer_of(trace_, sent)),
                                         to_text(trace_.addresses.at(source.address)),
                                         std::to_string(source.port), flag_words(sent.flags)};
    if (sent.rule == Rule::wire_flood_answers)
        return said(language_,
                    {"{1}, port {2}, a source of the flood, answers {0}: {3}.",
                     "洪泛的源 {1}（端口 {2}）应答 {0}：{3}。"},
                    parts);
    return said(language_,
                {"The flood sends {0} a SYN from {1}, port {2}, an address that no host here has.",
                 "洪泛向 {0} 发来一个 SYN，源为 {1}（端口 {2}），这里没有任何主机拥有这个地址。"},
                parts);
}

std::string Narrator::tell_reset(const Record& sent) const {
    const std::vector<std::string> parts{name(sent.host), name(peer_of(trace_, sent))};
    const bool was_open = sent.conversation != 0
                          && trace_.conversation(sent.conversation)
                                 .end(trace_.conversation(sent.conversation).side_of(sent.host))
                                 .initial_known;
    if (was_open)
        return said(language_,
                    {"{0} breaks off: the reset tells {1} that the connection is gone.",
                     "{0} 中止连接：RST 告诉 {1} 连接已不复存在。"},
                    parts);
    return said(language_,
                {"{0} refuses: nobody there takes this connection, as the reset tells {1}.",
                 "{0} 拒绝：那里无人接受这个连接，RST 把这一点告诉 {1}。"},
                parts);
}

std::string Narrator::tell_bytes(RecordId id) const {
    const Record& sent = trace_.record(id);
    const std::uint32_t first = relative_seq(trace_, sent);
    const std::vector<std::string> parts{name(sent.host), text_of_number(sent.length),
                                         text_of_number(first),
                                         text_of_number(std::int64_t{first} + sent.length - 1)};
    if (facts_.is_again(id))
        return said(language_,
                    {"{0} sends bytes {2} to {3} again: they have not been acknowledged.",
                     "{0} 重传第 {2} 到 {3} 字节：它们尚未得到确认。"},
                    parts)
               + tell_ack(id);
    if (sent.length == 1)
        return said(language_, {"{0} sends one byte, number {2}.", "{0} 发送第 {2} 字节。"}, parts)
               + tell_ack(id);
    return said(language_,
                {"{0} sends {1} bytes, numbers {2} to {3}.",
                 "{0} 发送 {1} 字节（第 {2} 到 {3} 字节）。"},
                parts)
           + tell_ack(id);
}

std::string Narrator::tell_fin(RecordId id) const {
    const Record& sent = trace_.record(id);
    const std::string number =
        text_of_number(std::int64_t{relative_seq(trace_, sent)} + sent.length);
    const std::vector<std::string> parts{name(sent.host), number, text_of_number(sent.length)};
    if (facts_.is_again(id))
        return said(language_,
                    {"{0} sends its FIN again: it has not been acknowledged.",
                     "{0} 重传 FIN：它尚未得到确认。"},
                    parts)
               + tell_ack(id);
    std::string text;
    if (sent.length != 0)
        text =
            said(language_, {"{0} sends its last {2} bytes. ", "{0} 发送最后 {2} 字节。"}, parts);
    return text
           + said(language_,
                  {"{0} has no more to send: its FIN takes sequence number {1}.",
                   "{0} 不再发送数据：FIN 占用序号 {1}。"},
                  parts)
           + tell_ack(id);
}

bool Narrator::acknowledges_fin(const Record& sent) const {
    if (sent.conversation == 0) return false;
    const Side peer = trace_.conversation(sent.conversation).side_of(peer_of(trace_, sent));
    const std::optional<SeqNum> fin = facts_.fin_of(sent.conversation, peer);
    return fin && sent.ack == *fin + 1;
}

/// What a segment that carries something else acknowledges as well, if that is new.
std::string Narrator::tell_ack(RecordId id) const {
    const Record& sent = trace_.record(id);
    const RecordId before = facts_.previous(id);
    if (!sent.flags.ack || before == 0 || trace_.record(before).ack == sent.ack) return {};
    const std::uint32_t expected = relative_ack(trace_, sent);
    if (acknowledges_fin(sent))
        return said(language_, {" It acknowledges {0}'s FIN as well.", "同时确认 {0} 的 FIN。"},
                    {name(peer_of(trace_, sent))});
    return said(language_,
                {" It also acknowledges everything up to byte {0}.",
                 "同时确认第 {0} 字节及之前的全部数据。"},
                {text_of_number(std::int64_t{expected} - 1)});
}

std::string Narrator::tell_pure_ack(RecordId id) const {
    const Record& sent = trace_.record(id);
    if (!sent.flags.ack)
        return said(language_, {"{0} sends an empty segment.", "{0} 发送一个空报文段。"},
                    {name(sent.host)});
    const std::int64_t expected = relative_ack(trace_, sent);
    const std::vector<std::string> parts{name(sent.host), name(peer_of(trace_, sent)),
                                         text_of_number(expected - 1), text_of_number(expected),
                                         text_of_number(sent.window)};
    const RecordId before = facts_.previous(id);
    const bool same_ack =
        before != 0 && trace_.record(before).flags.ack && trace_.record(before).ack == sent.ack;
    if (sent.window == 0)
        return said(language_,
                    {"{0} has no room left: it expects byte {3} next, but its window is 0.",
                     "{0} 没有接收空间：它期待第 {3} 字节，但窗口为 0。"},
                    parts);
    if (same_ack && trace_.record(before).window != sent.window)
        return said(language_,
                    {"{0} announces another window: {4} on the wire. It still expects number {3}.",
                     "{0} 通告新的窗口：{4}（线路上的值）。它仍然期待序号 {3}。"},
                    parts)
               + tell_sack(id);
    if (same_ack)
        return said(language_,
                    {"{0} repeats its acknowledgment: it still expects number {3} next.",
                     "{0} 重复确认：它仍然期待序号 {3}。"},
                    parts)
               + tell_sack(id);
    if (acknowledges_fin(sent))
        return said(language_,
                    {"{0} acknowledges all that {1} sent, its FIN included.",
                     "{0} 确认 {1} 发送的全部内容，包括 FIN。"},
                    parts);
    if (expected == 1)
        return said(language_,
                    {"{0} acknowledges {1}'s SYN and expects byte 1 next.",
                     "{0} 确认 {1} 的 SYN，期待第 1 字节。"},
                    parts);
    return said(language_,
                {"{0} acknowledges everything up to byte {2} and expects byte {3} next.",
                 "{0} 确认第 {2} 字节及之前的全部数据，期待第 {3} 字节。"},
                parts)
           + tell_sack(id);
}

std::string Narrator::tell_sack(RecordId id) const {
    const OptionsRow* const row = options_of(trace_, id);
    if (row == nullptr || row->options.sack_count == 0) return {};
    const std::uint32_t expected = relative_ack(trace_, trace_.record(id));
    std::string ranges;
    std::string twice;
    for (const SeqRange& block : relative_sack(trace_, trace_.record(id), row->options)) {
        std::string& list = block.end.raw <= expected ? twice : ranges; // RFC 2883 4
        list += (list.empty() ? "" : ", ") + std::to_string(block.first.raw) + '-'
                + std::to_string(block.end.raw - 1);
    }
    std::string text;
    if (twice == "0-0")
        text = said(language_, {" The SYN has come twice.", "对方的 SYN 到达了两次。"}, {});
    else if (!twice.empty())
        text = said(language_, {" Bytes {0} have come twice.", "第 {0} 字节到达了两次。"}, {twice});
    if (!ranges.empty())
        text +=
            said(language_, {" It already holds bytes {0}.", "它已收到第 {0} 字节。"}, {ranges});
    return text;
}

std::string Narrator::tell_arrival(const Record& record) const {
    const Duration flight = record.at - trace_.record(record.cause).at;
    return said(language_,
                {"{0} from {1} reaches {2} after {3}.", "{1} 的 {0} 经过 {3} 到达 {2}。"},
                {flag_words(record.flags), name(trace_.record(record.cause).host),
                 name(record.host), span_label(flight)});
}

std::string Narrator::tell_drop(const Record& record) const {
    const Phrase phrase = [&record]() -> Phrase {
        switch (static_cast<DropReason>(record.detail)) {
        case DropReason::fault:
            return {"The segment from {0} is lost on the way: the scenario asks for it.",
                    "{0} 的报文段在途中丢失：这是场景安排的。"};
        case DropReason::random_loss:
            return {"The segment from {0} is lost on the way, by chance.",
                    "{0} 的报文段在途中随机丢失。"};
        case DropReason::queue_overflow:
            return {"The segment from {0} is lost: the queue before the link is full.",
                    "{0} 的报文段丢失：链路前的队列已满。"};
        case DropReason::checksum:
            return {"The segment from {0} arrives damaged and is thrown away.",
                    "{0} 的报文段到达时已受损，被丢弃。"};
        case DropReason::no_connection:
            return {"The segment from {0} finds nobody who knows of it, and no answer is due.",
                    "{0} 的报文段没有对应的连接，也无需回应。"};
        case DropReason::not_sent:
            return {"The script expected this packet of {0} here; it did not leave.",
                    "脚本预期 {0} 在此处发出这个报文；它并未发出。"};
        }
        unreachable();
    }();
    return said(language_, phrase, {name(record.host)});
}

std::string Narrator::tell_call(const Record& record) const {
    const CallEvent& call = trace_.calls.at(record.detail);
    const std::vector<std::string> parts{trace_.header.programs.at(call.program), name(record.host),
                                         call_label(call), call.name,
                                         call.error.empty() ? result_label(call) : call.error};
    if (call.phase == CallPhase::entered)
        return said(language_, {"{0} on {1} calls {2}.", "{1} 上的 {0} 调用 {2}。"}, parts);
    if (!call.error.empty())
        return said(language_, {"{3} fails for {0} on {1}: {4}.", "{1} 上的 {0}：{3} 失败，{4}。"},
                    parts);
    if (call.name == "recv" && call.result == 0)
        return said(language_,
                    {"recv returns 0 to {0} on {1}: the peer will send no more.",
                     "{1} 上的 {0}：recv 返回 0，对方不再发送数据。"},
                    parts);
    return said(language_, {"{3} returns {4} to {0} on {1}.", "{1} 上的 {0}：{3} 返回 {4}。"},
                parts);
}

std::string Narrator::tell_timer(const Record& record) const {
    const TimerEvent& timer = trace_.timers.at(record.detail);
    const std::vector<std::string> parts{
        name(record.host), std::string(timer_label(timer.kind, language_)),
        span_label(timer.due == never ? Duration{} : std::max(Duration{}, timer.due - record.at))};
    switch (timer.action) {
    case TimerAction::set:
        return said(language_, {"{0} sets its {1}: it fires in {2}.", "{0} 启动{1}：{2} 后到期。"},
                    parts);
    case TimerAction::fired:
        return said(language_, {"The {1} of {0} fires.", "{0} 的{1}到期。"}, parts);
    case TimerAction::cancelled:
        return said(language_, {"{0} stops its {1}.", "{0} 停止{1}。"}, parts);
    }
    unreachable();
}

std::string Narrator::tell_change(const Record& record) const {
    const ChangeEvent& change = trace_.changes.at(record.detail);
    const auto shown = [&](std::int64_t value) {
        const Counting counting = counting_of(change.variable);
        if (counting == Counting::plain) return text_of_number(value);
        const HostId host =
            counting == Counting::own_numbers ? record.host : peer_of(trace_, record);
        return text_of_number(
            relative(trace_, record, SeqNum{static_cast<std::uint32_t>(value)}, host));
    };
    return said(language_, {"{0} of {1} goes from {2} to {3}.", "{1} 的 {0} 由 {2} 变为 {3}。"},
                {std::string(name_of(change.variable)), name(record.host), shown(change.before),
                 shown(change.after)});
}

std::string Narrator::name(HostId host) const {
    return std::string(host_name(trace_, host));
}

std::string narrate(const Trace& trace, RecordId id, Language language) {
    return Narrator(trace, language).tell(id);
}

} // namespace sim
