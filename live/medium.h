#pragma once

#include "live/capture.h"
#include "live/causes.h"
#include "live/lab.h"
#include "live/run_clock.h"

#include <cstdint>

namespace live {

/// What a medium works with.
struct Surroundings {
    const sim::Scenario& scenario;
    const Lab& lab;
    const RunClock& clock;
    Capture& capture;
    Causes& causes;
};

/// What carries packets between the hosts, sees every one of them and tells the capture.
class Medium {
public:
    explicit Medium(const Surroundings& around) : around_(around) {}
    Medium(const Medium&) = delete;
    Medium& operator=(const Medium&) = delete;
    virtual ~Medium() = default;

    /// Takes down what the hosts have sent since the last call. True when there was something.
    virtual bool take() = 0;
    /// Hands over the next packet when it is due. True when it did.
    virtual bool deliver() = 0;
    /// When the next packet is due; `never` when none is on its way.
    [[nodiscard]] virtual sim::Time next_due() const = 0;

    /// The kernel is carrying a packet at this very moment: no program can go on before it is done.
    [[nodiscard]] virtual bool is_carrying() const { return false; }

    /// Why the run can not go on as the scenario asks; none where all is well.
    [[nodiscard]] sim::Rule trouble() const { return trouble_; }
    /// When it last carried something.
    [[nodiscard]] sim::Time last_event() const { return last_event_; }
    /// Segments sent so far.
    [[nodiscard]] std::uint32_t segments() const { return segments_; }

protected:
    [[nodiscard]] const Surroundings& around() const { return around_; }
    void note_event(sim::Time at) { last_event_ = at; }
    void count_segment() { ++segments_; }
    void give_up(sim::Rule why) { trouble_ = why; }

private:
    Surroundings around_;
    sim::Rule trouble_{};
    sim::Time last_event_;
    std::uint32_t segments_{};
};

} // namespace live
