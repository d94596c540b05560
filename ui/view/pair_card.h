#pragma once

#include "ui/model/comparison.h"
#include "ui/view/card.h"
#include "ui/view/themed_label.h"

#include <memory>

namespace ui {

/// The card that sets the two records of a pair against each other, and says why they differ.
class PairCard : public Card {
    Q_OBJECT

public:
    explicit PairCard(ViewState& state, QWidget* parent = nullptr);

    /// Shows a pair of the comparison; -1 shows what to do here.
    void showPair(std::shared_ptr<const Comparison> comparison, int pair);
    /// What the card says, as rich text.
    [[nodiscard]] QString text() const { return words_->text(); }

protected:
    void changeEvent(QEvent* event) override;

private:
    void write();
    [[nodiscard]] QString pairHtml(const sim::Pair& pair) const;
    [[nodiscard]] QString tableHtml(const sim::Pair& pair) const;
    [[nodiscard]] QString reasonHtml(const sim::Pair& pair) const;

    std::shared_ptr<const Comparison> comparison_;
    int pair_{-1};
    ThemedLabel* words_;
};

} // namespace ui
