#include "sim/net/recorder.h"

namespace sim {

namespace {

bool has_options(const Segment& segment) {
    return segment.present.mss || segment.present.window_scale || segment.present.sack_permitted
           || segment.present.timestamps || segment.options.sack_count != 0;
}

template <typename Row>
std::uint32_t add_row(std::vector<Row>& rows, const Row& row) {
    rows.push_back(row);
    return static_cast<std::uint32_t>(rows.size() - 1);
}

/// What a segment tells of its sender for the first time.
void learn(ConversationEnd& end, const Segment& segment) {
    if (segment.flags.syn) { // of two SYN-ACKs with other numbers the later one counts
        end.initial_known = true;
        end.initial = segment.seq;
        end.window_shift = segment.present.window_scale ? segment.options.window_shift : 0;
    }
    if (segment.present.timestamps && !end.timestamp_known) {
        end.timestamp_known = true;
        end.first_timestamp = segment.options.timestamp;
    }
}

} // namespace

void Recorder::open_conversation(const Segment& syn, std::uint8_t from) {
    if (trace_ == nullptr) return;
    Conversation conversation;
    conversation.ends[0] = {.host = from, .endpoint = syn.path.local};
    conversation.ends[1] = {.host = static_cast<HostId>(syn.path.remote.address),
                            .endpoint = syn.path.remote};
    trace_->conversations.push_back(conversation);
}

void Recorder::open_flood_conversation(const Segment& syn, std::uint8_t from,
                                       const Address& source) {
    if (trace_ == nullptr) return;
    open_conversation(syn, from);
    trace_->conversations.back().ends[0].endpoint.address = trace_->addresses.intern(source);
}

std::uint32_t Recorder::departs(const Segment& segment, ConversationId conversation,
                                std::uint8_t from) {
    if (trace_ == nullptr) return 0;
    if (conversation != 0 && (segment.flags.syn || segment.present.timestamps)) {
        Conversation& known = trace_->conversations[conversation - 1];
        learn(known.end(known.side_of(from)), segment);
    }
    if (!has_options(segment)) return 0;
    return add_row(trace_->options, {.present = segment.present, .options = segment.options}) + 1;
}

void Recorder::add_bytes(ConversationId conversation, std::uint8_t from, const ByteStream& bytes,
                         std::uint64_t offset, std::uint64_t count) {
    if (trace_ == nullptr || conversation == 0) return;
    Conversation& known = trace_->conversations[conversation - 1];
    known.end(known.side_of(from)).stream.append_from(bytes, offset, count);
}

void Recorder::add_foreign(RecordId departure, const ByteStream& bytes) {
    if (trace_ == nullptr || bytes.length() == 0) return;
    trace_->foreign.push_back({.departure = departure, .bytes = bytes.read(0, bytes.length())});
}

void Recorder::add_urgent(RecordId departure, const Segment& segment) {
    if (trace_ == nullptr || !segment.flags.urg) return;
    trace_->urgent.push_back({.departure = departure, .ahead = segment.urgent_pointer});
}

std::uint32_t Recorder::add_icmp(const IcmpEvent& icmp) {
    return trace_ == nullptr ? 0 : add_row(trace_->icmp, icmp);
}

std::uint32_t Recorder::add_call(const CallEvent& call) {
    return trace_ == nullptr ? 0 : add_row(trace_->calls, call);
}

std::uint32_t Recorder::add_timer(const TimerEvent& timer) {
    return trace_ == nullptr ? 0 : add_row(trace_->timers, timer);
}

std::uint32_t Recorder::add_change(const ChangeEvent& change) {
    return trace_ == nullptr ? 0 : add_row(trace_->changes, change);
}

Variables watched(const Connection& connection) {
    return {.snd_una = connection.snd.una.raw,
            .snd_nxt = connection.snd.nxt.raw,
            .snd_wnd = connection.snd.wnd,
            .rcv_nxt = connection.rcv.nxt.raw,
            .rcv_wnd = connection.rcv.open(),
            .cwnd = connection.congestion.cwnd * connection.snd.mss};
}

void fill(Record& record, const Segment& segment) {
    record.seq = segment.seq;
    record.ack = segment.ack;
    record.length = segment.payload.length;
    record.window = segment.window;
    record.flags = segment.flags;
}

void fill(Record& record, const Connection& connection) {
    record.state = connection.state();
    record.variables = watched(connection);
}

} // namespace sim
