#pragma once

#include "ui/model/comparison.h"
#include "ui/view/card.h"
#include "ui/view/themed_label.h"

#include <QProgressBar>
#include <QPushButton>

namespace ui {

/// Where the kernel's run of a comparison comes from.
enum class KernelSource : std::uint8_t { played, recorded };

/// What the compare page is about at the moment.
enum class CompareStage : std::uint8_t {
    empty,     ///< the kernel has not been played
    playing,   ///< it is being played
    compared,  ///< the outcome is there
    no_kernel, ///< it can not be played, and there is no recording either
};

/// The strip above a comparison: the outcome in a sentence, the counts, and the kernel's buttons.
class CompareBanner : public Card {
    Q_OBJECT

public:
    explicit CompareBanner(ViewState& state, QWidget* parent = nullptr);

    void showEmpty();
    void showPlaying(const QString& progress);
    void showOutcome(const Comparison& comparison, KernelSource source, const QString& remedy);
    void showTrouble(const QString& text);

    [[nodiscard]] CompareStage stage() const { return stage_; }
    [[nodiscard]] QString headline() const { return headline_->text(); }
    [[nodiscard]] QString details() const { return details_->text(); }

signals:
    void playRequested();
    void cancelRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showStage(CompareStage stage, const QString& headline, const QString& details);
    void applyTheme();
    void press();

    CompareStage stage_{CompareStage::empty};
    sim::PairStatus outcome_{};
    ThemedLabel *headline_, *details_;
    QProgressBar* busy_;
    QPushButton* button_;
};

} // namespace ui
