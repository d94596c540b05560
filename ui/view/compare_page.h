#pragma once

#include "ui/model/comparison.h"
#include "ui/model/kernel_player.h"
#include "ui/view/compare_banner.h"
#include "ui/view/load_comparison.h"
#include "ui/view/pair_card.h"
#include "ui/view/top_bar.h"
#include "ui/view/twin_view.h"

#include <memory>
#include <vector>

#include <QStackedWidget>
#include <QWidget>

namespace ui {

/// What of a comparison is shown.
enum class CompareView : std::uint8_t {
    segments, ///< the two ladders, pair by pair
    load,     ///< queues, counters and clients; only where a scenario puts a listener under load
};

/// The page that lays our model beside the real kernel. It plays the kernel when asked, and shows
/// the run that ships with the scenario where this machine can not play one.
class ComparePage : public QWidget {
    Q_OBJECT

public:
    explicit ComparePage(ViewState& state, QWidget* parent = nullptr);

    /// What `tcpsim live` shall play to match the run of the ViewState.
    void setRequest(const KernelRequest& request);
    /// Plays the kernel now.
    void playKernel();
    /// Shows a kernel's run beside the model's.
    void showKernel(std::shared_ptr<const Run> kernel, KernelSource source);

    /// Shows the segments or, where the comparison has some, the load.
    void showView(CompareView view);
    [[nodiscard]] CompareView view() const;
    /// Selects a pair, by its place in Diff::pairs.
    void selectPair(std::size_t pair) { twins_->selectPair(pair); }

    [[nodiscard]] KernelPlayer& player() { return player_; }
    [[nodiscard]] const Comparison* comparison() const { return comparison_.get(); }
    /// The kernel's run that is shown; null where there is none.
    [[nodiscard]] const std::shared_ptr<const Run>& kernel() const { return kernel_; }
    /// What that kernel calls itself.
    [[nodiscard]] QString kernelName() const;
    /// What a kernel's run calls the kernel.
    static QString nameOf(const Run& kernel, KernelSource source);
    [[nodiscard]] const TwinView& twins() const { return *twins_; }
    [[nodiscard]] const CompareBanner& banner() const { return *banner_; }
    [[nodiscard]] const PairCard& pairCard() const { return *pair_card_; }
    [[nodiscard]] LoadComparison& load() { return *load_; }
    [[nodiscard]] bool hasLoad() const { return comparison_ && !comparison_->diff.load.empty(); }

signals:
    void kernelShown();

protected:
    void changeEvent(QEvent* event) override;

private:
    void takeRun();
    void takeOutcome(KernelOutcome outcome, const std::shared_ptr<const Run>& run,
                     const QString& text);
    void fallBack(const QString& remedy);
    void showPair(int pair);
    void select(int pair);
    void compareAgain();
    void showLoad();
    void build();
    void retranslate();

    ViewState& state_;
    KernelRequest request_;
    std::shared_ptr<const Run> kernel_;
    KernelSource source_{};
    std::shared_ptr<const Comparison> comparison_;
    CompareBanner* banner_;
    QWidget* tabs_;
    std::vector<PageTab*> view_tabs_; ///< by CompareView
    QStackedWidget* views_;
    TwinView* twins_;
    PairCard* pair_card_;
    LoadComparison* load_;
    KernelPlayer player_; ///< last: its end is heard by the others
};

} // namespace ui
