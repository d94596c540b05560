#pragma once

#include "live/commands.h"
#include "live/medium.h"
#include "live/queue_sampler.h"
#include "live/runner.h"
#include "live/stage.h"
#include "live/stepped_wire.h"

#include <algorithm>
#include <memory>

namespace live {

/// One run in a lab that stands: programs, medium and capture in one loop and one thread, so that
/// no two of them can disagree about the order of things.
class Play {
public:
    Play(const sim::Scenario& scenario, const Lab& lab);

    /// Holds the wire from the start: each packet waits for a command. `on_step` gets the whole
    /// trace so far whenever it has grown and nothing more happens by itself.
    void step_by(Commands& commands, OnStep on_step);
    /// Runs to the scenario's end or its limit, or until it is told to quit.
    sim::Trace run(const OnProgress& on_progress);
    /// Why the run could not go on as the scenario asks; none where all went well.
    [[nodiscard]] sim::Rule trouble() const { return medium_->trouble(); }
    /// By how much, at worst, this process did a thing later than the scenario has it.
    [[nodiscard]] sim::Duration lateness() const { return std::max(lateness_, runner_.lateness()); }

private:
    bool attend();
    void show_news();
    bool advance();
    bool is_let_go();
    bool sample();
    void report(const OnProgress& on_progress);
    bool deliver();
    [[nodiscard]] bool is_finished();
    enum class Ending : std::uint8_t { natural, limit };
    sim::Trace finish(Ending ending);
    void add_environment(sim::Trace& trace) const;
    void wait();
    void was_due(sim::Time due);

    const sim::Scenario& scenario_;
    const Lab& lab_;
    RunClock clock_;
    Capture capture_;
    Causes causes_;
    std::unique_ptr<Medium> medium_;
    Runner runner_;
    QueueSampler sampler_;
    SteppedWire* stepped_{}; ///< the medium, when it is stepped
    Commands* commands_{};
    OnStep on_step_;
    sim::RecordId shown_{}; ///< how long the trace was that was given to on_step_
    sim::Time next_look_;
    sim::Time next_report_;
    sim::Duration lateness_{};
};

} // namespace live
