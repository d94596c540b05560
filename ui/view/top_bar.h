#pragma once

#include "ui/view/icon_button.h"

#include <vector>

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QWidget>

namespace ui {

/// A page's tab in the top bar: words, underlined when it is the page that is shown.
class PageTab : public QAbstractButton {
    Q_OBJECT

public:
    PageTab(ViewState& state, QWidget* parent);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }
    /// The room at each side of the words, in pixels.
    void setInset(int inset);

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    ViewState& state_;
    int inset_{15};
};

/// The program's name, the tabs of its pages, and the buttons that concern all of them.
class TopBar : public QWidget {
    Q_OBJECT

public:
    explicit TopBar(ViewState& state, QWidget* parent = nullptr);

    /// The names of the pages, in order; call it again when the language changes.
    void setPages(const QStringList& names);
    /// Marks the tab of a page; -1 for none of them.
    void showPage(int page);

signals:
    void pageChosen(int page);
    void homeChosen();
    void openChosen();
    void numbersChosen();
    void themeChosen();
    void projectorChosen();
    void exportChosen();
    void languageChosen();
    void helpChosen();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    IconButton* addButton(Icon icon, void (TopBar::*chosen)());
    void retranslate();
    void follow();
    void makeRoom();
    [[nodiscard]] int nameWidth() const;

    ViewState& state_;
    QHBoxLayout* row_;
    QHBoxLayout* tabs_row_;
    QSpacerItem* name_room_;
    QButtonGroup tabs_;
    bool has_name_{true}; ///< there is room for the program's name
    IconButton *home_, *open_, *numbers_, *export_, *projector_, *theme_, *language_, *help_;
};

} // namespace ui
