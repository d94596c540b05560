#pragma once

#include "sim/net/recorder.h"
#include "sim/tcp/connection.h"
#include "sim/trace/trace.h"

#include <cstdint>

namespace sim::packetdrill {

/// Who is who in the trace of a script: the host under test, and the script, its peer.
inline constexpr HostId host_under_test = 0;
inline constexpr HostId script_host = 1;

/// What a record of a connection belongs to.
struct Subject {
    ConversationId conversation{};
    const Connection* connection{}; ///< null where there is none
};

/// The trace of a script, in the form that scenarios have: it can be drawn, stepped through and
/// exported. A script that goes on for too long is kept up to a bound.
class ScriptTrace {
public:
    /// The two hosts; a record's addresses are 0 for the one under test and 1 for the script.
    void begin(const std::string& profile, const Address& own, const Address& peer);
    /// What is written from now on was seen on a real kernel.
    void is_observed() { provenance_ = Provenance::observed; }
    /// How the script is called.
    void set_name(const std::string& name) { trace_.header.scenario = name; }

    /// A connection whose first segment travels along `path`.
    ConversationId open(const Path& path, HostId opener);
    /// The newest connection between these ports; 0 without one. `path` as the host sees it.
    [[nodiscard]] ConversationId find(const Path& path) const;

    /// A packet of the script's left it and has reached the host, which took it by `rule`. Each of
    /// these yields the record that what follows from it is caused by.
    RecordId arrives(Time now, const Segment& segment, const Subject& subject, Rule rule);
    /// A packet of the host's has left and has reached the script.
    void departs(Time now, const Segment& segment, const Subject& subject, const Cause& cause);
    /// A packet that the script expected and that did not leave.
    void misses(Time now, const Segment& segment, const Subject& subject);
    void moves(Time now, const Effect& effect, const Subject& subject, RecordId cause);
    RecordId fires(Time now, TimerKind kind, const Subject& subject, Rule rule);
    RecordId calls(Time now, const CallEvent& call, const Subject& subject, RecordId cause);

    [[nodiscard]] const Trace& trace() const { return trace_; }

private:
    RecordId write(const Record& record);
    void fill_stream(ConversationId conversation, HostId from, const Segment& segment);
    [[nodiscard]] Recorder recorder() { return {TraceLevel::full, &trace_}; }

    Trace trace_;
    Provenance provenance_{Provenance::model};
};

} // namespace sim::packetdrill
