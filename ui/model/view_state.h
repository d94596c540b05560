#pragma once

#include "sim/export/narration.h"
#include "ui/model/cause_chain.h"
#include "ui/model/run.h"
#include "ui/theme/segment_look.h"
#include "ui/theme/theme.h"

#include <cstdint>
#include <memory>
#include <optional>

#include <QObject>

namespace ui {

/// A stretch of virtual time, both ends included.
struct TimeRange {
    sim::Time from, to;

    bool operator==(const TimeRange&) const = default;
};

/// Whether changes are shown as movements, or at once.
enum class Motion : std::uint8_t { full, reduced };

/// What all views of one run share: the run, where its cursor stands, what is selected, and how
/// things are written. Views read it and react to its signals; each signal comes only when
/// something changed.
class ViewState : public QObject {
    Q_OBJECT

public:
    explicit ViewState(QObject* parent = nullptr);

    /// The run that is shown; null at first.
    [[nodiscard]] const std::shared_ptr<const Run>& run() const { return run_; }
    /// The last record that has happened; 0 before the first.
    [[nodiscard]] sim::RecordId cursor() const { return cursor_; }
    /// The virtual time of the cursor: at or after its record.
    [[nodiscard]] sim::Time time() const { return time_; }
    /// The cursor in animation time, which the ladder draws and playing moves.
    [[nodiscard]] StageTime stage() const { return stage_; }
    /// The record that was clicked; 0 for none.
    [[nodiscard]] sim::RecordId selection() const { return selection_; }
    /// Why the selected record happened, and what has come of it by now.
    [[nodiscard]] const CauseChain& chain() const { return chain_; }
    /// Tells the run's records in the window's language. Made when it is first asked for, as it
    /// reads the whole trace. Only with a run.
    [[nodiscard]] const sim::Narrator& narrator() const;
    /// The record under the mouse; 0 for none.
    [[nodiscard]] sim::RecordId hover() const { return hover_; }
    /// The stretch of time on screen.
    [[nodiscard]] TimeRange range() const { return range_; }
    [[nodiscard]] Numbers numbers() const { return numbers_; }
    [[nodiscard]] const Theme& theme() const { return theme_; }
    [[nodiscard]] Motion motion() const { return motion_; }

    /// Shows another run, from its start, with nothing selected.
    void setRun(std::shared_ptr<const Run> run);
    /// Puts the cursor on a record, at its time.
    void setCursor(sim::RecordId record);
    /// Puts the cursor at a time, on the last record that had happened.
    void setTime(sim::Time time);
    /// Puts the cursor at an animation time.
    void setStage(StageTime stage);
    void select(sim::RecordId record);
    void setHover(sim::RecordId record);
    void setRange(TimeRange range);
    void setNumbers(Numbers numbers);
    void setTheme(const Theme& theme);
    void setMotion(Motion motion) { motion_ = motion; }

signals:
    void runChanged();
    void cursorChanged();
    void selectionChanged();
    void hoverChanged();
    void rangeChanged();
    void numbersChanged();
    void themeChanged();

private:
    void moveTo(sim::RecordId record, sim::Time time, StageTime stage);

    std::shared_ptr<const Run> run_;
    sim::RecordId cursor_{}, selection_{}, hover_{};
    CauseChain chain_;
    mutable std::optional<sim::Narrator> narrator_;
    sim::Time time_;
    StageTime stage_{};
    TimeRange range_;
    Numbers numbers_{};
    Theme theme_;
    Motion motion_{};
};

} // namespace ui
