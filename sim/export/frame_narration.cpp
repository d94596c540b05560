#include "sim/export/frame_narration.h"

#include "sim/base/assert.h"
#include "sim/export/ladder_labels.h"
#include "sim/export/names.h"
#include "sim/export/phrase.h"
#include "sim/trace/frames.h"

namespace sim {

namespace {

/// What has come, been sent or died: a frame, or the acknowledgment of one.
std::string subject(const Record& record, Language language) {
    if (!record.flags.ack)
        return said(language, {"Frame {0}", "第 {0} 号帧"}, {std::to_string(record.seq.raw)});
    return said(language, {"The acknowledgment of frame {0}", "对第 {0} 号帧的确认"},
                {std::to_string(record.ack.raw)});
}

std::string tell_departure(const Trace& trace, const Record& sent, Language language) {
    const std::vector<std::string> parts{std::string(host_name(trace, sent.host)),
                                         std::to_string(sent.seq.raw),
                                         std::to_string(sent.ack.raw)};
    if (!sent.flags.ack)
        return is_sent_again(sent.rule)
                   ? said(language, {"{0} sends frame {1} again.", "{0} 重发第 {1} 号帧。"}, parts)
                   : said(language, {"{0} sends frame {1}.", "{0} 发送第 {1} 号帧。"}, parts);
    if (acknowledges_all_before(trace))
        return said(
            language,
            {"{0} acknowledges all frames up to {2}.", "{0} 确认第 {2} 号帧及之前的所有帧。"},
            parts);
    return said(language, {"{0} acknowledges frame {2}.", "{0} 确认第 {2} 号帧。"}, parts);
}

std::string tell_arrival(const Trace& trace, const Record& record, Language language) {
    const Duration flight = record.at - trace.record(record.cause).at;
    return said(language, {"{0} reaches {1} after {2}.", "{0}经过 {2} 到达 {1}。"},
                {subject(record, language), std::string(host_name(trace, record.host)),
                 span_label(flight)});
}

std::string tell_death(const Record& record, Language language) {
    const Phrase phrase = [&record]() -> Phrase {
        switch (static_cast<DropReason>(record.detail)) {
        case DropReason::fault:
            return {"{0} is lost on the way: the scenario asks for it.",
                    "{0}在途中丢失：这是场景安排的。"};
        case DropReason::random_loss:
            return {"{0} is lost on the way, by chance.", "{0}在途中随机丢失。"};
        case DropReason::queue_overflow:
            return {"{0} is lost: the queue before the link is full.",
                    "{0}丢失：链路前的队列已满。"};
        case DropReason::checksum:
        case DropReason::not_sent: // a frame knows neither this nor the next
        case DropReason::no_connection:
            return {"{0} arrives damaged and is thrown away.", "{0}到达时已受损，被丢弃。"};
        }
        unreachable();
    }();
    return said(language, phrase, {subject(record, language)});
}

std::string tell_ignored(const Trace& trace, const Record& record, Language language) {
    const Record& arrival = trace.record(record.cause);
    return said(language, {"{1} makes nothing of it: {0} is thrown away.", "{1} 丢弃{0}。"},
                {arrival.flags.ack ? said(language, {"the acknowledgment", "这个确认"}, {})
                                   : said(language, {"frame {0}", "第 {0} 号帧"},
                                          {std::to_string(arrival.seq.raw)}),
                 std::string(host_name(trace, record.host))});
}

std::string tell_change(const Trace& trace, const Record& record, Language language) {
    const ChangeEvent& change = trace.changes.at(record.detail);
    const std::vector<std::string> parts{std::string(host_name(trace, record.host)),
                                         std::to_string(change.before),
                                         std::to_string(change.after)};
    if (change.variable == Variable::unsent)
        return said(language,
                    {"{0} stops sending: {2} frames still wait for a place in the window.",
                     "{0} 停止发送：还有 {2} 帧在等待窗口中的空位。"},
                    parts);
    if (change.variable == Variable::snd_una)
        return said(language,
                    {"The window of {0} moves: it began at frame {1} and now begins at frame {2}.",
                     "{0} 的窗口滑动：起点由第 {1} 号帧变为第 {2} 号帧。"},
                    parts);
    if (change.variable == Variable::rcv_nxt)
        return said(language,
                    {"{0} delivers what it has kept: it expected frame {1} and now expects {2}.",
                     "{0} 交付所保存的帧：期待的帧由第 {1} 号变为第 {2} 号。"},
                    parts);
    return said(
        language,
        {"{0} now keeps {2} of the frames behind the gap.", "{0} 现在保存着缺口之后的 {2} 帧。"},
        parts);
}

} // namespace

std::string narrate_frame(const Trace& trace, RecordId id, Language language) {
    const Record& record = trace.record(id);
    switch (record.kind) {
    case RecordKind::sent: return tell_departure(trace, record, language);
    case RecordKind::received: return tell_arrival(trace, record, language);
    case RecordKind::dropped: return tell_death(record, language);
    case RecordKind::ignored: return tell_ignored(trace, record, language);
    case RecordKind::change: return tell_change(trace, record, language);
    case RecordKind::icmp:
    case RecordKind::state:
    case RecordKind::call:
    case RecordKind::timer: return {};
    }
    unreachable();
}

std::string frame_label(const Record& sent) {
    if (sent.flags.ack) return "ACK " + std::to_string(sent.ack.raw);
    return "frame " + std::to_string(sent.seq.raw) + " len=" + std::to_string(sent.length);
}

} // namespace sim
