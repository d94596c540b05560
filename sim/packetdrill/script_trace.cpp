#include "sim/packetdrill/script_trace.h"

namespace sim::packetdrill {

namespace {

constexpr RecordId most_records = 200'000;
constexpr std::uint64_t most_bytes_ahead = 1 << 20;

} // namespace

void ScriptTrace::begin(const std::string& profile, const Address& own, const Address& peer) {
    trace_.header.profile = profile;
    trace_.header.topology = "wire";
    trace_.header.hosts = {{.name = "host", .address = own}, {.name = "script", .address = peer}};
    trace_.header.programs = {"script"};
    trace_.addresses.intern(own);
    trace_.addresses.intern(peer);
}

ConversationId ScriptTrace::open(const Path& path, HostId opener) {
    recorder().open_conversation({.path = path}, opener);
    return static_cast<ConversationId>(trace_.conversations.size());
}

ConversationId ScriptTrace::find(const Path& path) const {
    for (std::size_t i = trace_.conversations.size(); i > 0; --i) {
        const Conversation& known = trace_.conversations[i - 1];
        const Side own = known.side_of(host_under_test);
        const Side other = own == Side::opener ? Side::acceptor : Side::opener;
        if (known.end(own).endpoint == path.local && known.end(other).endpoint == path.remote)
            return static_cast<ConversationId>(i);
    }
    return 0;
}

RecordId ScriptTrace::write(const Record& record) {
    if (trace_.last() == most_records) return most_records;
    if (record.provenance != Provenance::model) return trace_.append(record);
    Record observed = record;
    observed.provenance = provenance_;
    return trace_.append(observed);
}

/// Scripts do not say which bytes they mean: letters stand for them.
void ScriptTrace::fill_stream(ConversationId conversation, HostId from, const Segment& segment) {
    if (conversation == 0 || segment.payload.length == 0) return;
    Conversation& known = trace_.conversations[conversation - 1];
    ConversationEnd& end = known.end(known.side_of(from));
    if (!end.initial_known) return;
    const std::uint64_t last = (segment.seq.raw - end.initial.raw) + segment.payload.length - 1;
    const std::uint64_t present = end.stream.length();
    if (last > present && last - present <= most_bytes_ahead)
        end.stream.append_generated(last - present);
}

RecordId ScriptTrace::arrives(Time now, const Segment& segment, const Subject& subject, Rule rule) {
    Record record{.at = now,
                  .rule = Rule::script_sends,
                  .kind = RecordKind::sent,
                  .host = script_host,
                  .conversation = subject.conversation};
    fill(record, segment);
    record.detail = recorder().departs(segment, subject.conversation, script_host);
    fill_stream(subject.conversation, script_host, segment);
    record.cause = write(record);
    record.kind = RecordKind::received;
    record.host = host_under_test;
    record.rule = rule;
    record.detail = 0;
    if (subject.connection != nullptr) fill(record, *subject.connection);
    return write(record);
}

void ScriptTrace::departs(Time now, const Segment& segment, const Subject& subject,
                          const Cause& cause) {
    Record record{.at = now,
                  .cause = cause.record,
                  .rule = cause.rule,
                  .kind = RecordKind::sent,
                  .host = host_under_test,
                  .conversation = subject.conversation};
    fill(record, segment);
    if (subject.connection != nullptr) fill(record, *subject.connection);
    record.detail = recorder().departs(segment, subject.conversation, host_under_test);
    fill_stream(subject.conversation, host_under_test, segment);
    const RecordId departure = write(record);
    Record arrival{.at = now,
                   .cause = departure,
                   .rule = Rule::script_receives,
                   .kind = RecordKind::received,
                   .host = script_host,
                   .conversation = subject.conversation};
    fill(arrival, segment);
    write(arrival);
}

void ScriptTrace::misses(Time now, const Segment& segment, const Subject& subject) {
    Record record{.at = now,
                  .rule = Rule::script_expects,
                  .kind = RecordKind::sent,
                  .provenance = Provenance::inferred,
                  .host = host_under_test,
                  .conversation = subject.conversation};
    fill(record, segment);
    if (subject.connection != nullptr) fill(record, *subject.connection);
    record.detail = recorder().departs(segment, 0, host_under_test);
    record.cause = write(record);
    record.kind = RecordKind::dropped;
    record.detail = static_cast<std::uint32_t>(DropReason::not_sent);
    write(record);
}

/// A move of the state, or a segment that came to nothing.
void ScriptTrace::moves(Time now, const Effect& effect, const Subject& subject, RecordId cause) {
    Record record{.at = now,
                  .cause = cause,
                  .rule = effect.rule,
                  .kind = RecordKind::state,
                  .host = host_under_test,
                  .conversation = subject.conversation};
    if (subject.connection != nullptr) fill(record, *subject.connection);
    if (effect.kind == EffectKind::moved) {
        record.detail = static_cast<std::uint32_t>(effect.from);
        record.state = effect.to;
    } else if (cause != 0 && trace_.record(cause).kind == RecordKind::received) {
        record.kind = RecordKind::ignored;
    } else {
        return;
    }
    write(record);
}

RecordId ScriptTrace::fires(Time now, TimerKind kind, const Subject& subject, Rule rule) {
    Record record{.at = now,
                  .rule = rule,
                  .kind = RecordKind::timer,
                  .host = host_under_test,
                  .conversation = subject.conversation};
    record.detail = recorder().add_timer({.kind = kind, .action = TimerAction::fired, .due = now});
    if (subject.connection != nullptr) fill(record, *subject.connection);
    return write(record);
}

RecordId ScriptTrace::calls(Time now, const CallEvent& call, const Subject& subject,
                            RecordId cause) {
    Record record{.at = now,
                  .cause = cause,
                  .rule = call.phase == CallPhase::entered ? Rule::program_calls
                                                           : Rule::program_returns,
                  .kind = RecordKind::call,
                  .host = host_under_test,
                  .conversation = subject.conversation};
    record.detail = recorder().add_call(call);
    if (subject.connection != nullptr) fill(record, *subject.connection);
    return write(record);
}

} // namespace sim::packetdrill
