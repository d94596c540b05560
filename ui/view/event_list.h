#pragma once

#include "ui/view/card.h"
#include "ui/view/chip.h"
#include "ui/view/event_rows.h"
#include "ui/view/filter_field.h"

#include <vector>

namespace ui {

/// The card with all that has happened, a row a record, and what narrows it down: kinds, and a text
/// to look for. Folded up it is its title alone, which opens it.
class EventList : public Card {
    Q_OBJECT

public:
    explicit EventList(ViewState& state, QWidget* parent = nullptr);

    [[nodiscard]] RecordTable& table() { return table_; }
    [[nodiscard]] EventRows& rows() { return *rows_; }
    [[nodiscard]] FilterField& field() { return *field_; }
    [[nodiscard]] Chip& chip(RowKind kind) { return *chips_[static_cast<std::size_t>(kind)]; }
    [[nodiscard]] bool isOpen() const { return open_; }
    /// Opens the card, or folds it up to the row of its title.
    void setOpen(bool open);

signals:
    void recordActivated(sim::RecordId record);
    /// The title was clicked.
    void titleClicked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void retranslate();
    void takeKinds();
    void placeChildren();
    /// Places the chips from `left` on; returns the y below them.
    int placeChips(int left, int right);

    RecordTable table_;
    std::vector<Chip*> chips_; ///< by RowKind
    FilterField* field_;
    EventRows* rows_;
    bool open_{true};
};

} // namespace ui
