"""Hands: a mouse, a thumb, a keyboard. What they do is the same, how is not."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect


class Mouse:
    """Clicks and types."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, button: Locator) -> None:
        """Press a button."""
        button.click()

    def choose(self, radio: Locator) -> None:
        """Choose one of several."""
        radio.locator("xpath=ancestor::label").click()

    def mark(self, box: Locator) -> None:
        """Mark a checkbox."""
        box.locator("xpath=ancestor::label").click()

    def write(self, box: Locator, text: str) -> None:
        """Type into a box, and go on."""
        box.fill(text)
        box.press("Tab")

    def pick(self, box: Locator, label: str) -> None:
        """Pick from a list that opens."""
        box.select_option(label=label)

    def step(self, place: Locator) -> None:
        """Move a slider up by one."""
        self.press(place.get_by_role("button", name="Naik ke"))


class Thumb(Mouse):
    """Taps and types."""

    def press(self, button: Locator) -> None:
        button.tap()

    def choose(self, radio: Locator) -> None:
        radio.locator("xpath=ancestor::label").tap()

    def mark(self, box: Locator) -> None:
        box.locator("xpath=ancestor::label").tap()


class Keys:
    """Has no mouse."""

    FAR = 80

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, wanted: Locator) -> None:
        """Walk with Tab, or back with Shift+Tab, until it has the focus."""
        for _ in range(self.FAR):
            where = wanted.evaluate(
                """wanted => {
                  const now = document.activeElement;
                  const group = (one) => one.type === 'radio' && one.name;
                  if (now === wanted) return '';
                  if (group(now) && group(now) === group(wanted)) return '';
                  const after = now.compareDocumentPosition(wanted) & 4;
                  return after || now === document.body ? 'Tab' : 'Shift+Tab';
                }"""
            )
            if not where:
                return
            self.page.keyboard.press(where)
        raise AssertionError(f"{self.FAR} times Tab do not lead to {wanted}")

    def press(self, button: Locator) -> None:
        """Press a button."""
        self.reach(button)
        self.page.keyboard.press("Enter")

    def choose(self, radio: Locator) -> None:
        """Choose one of several with the arrows, the first one with Space."""
        self.reach(radio)
        for _ in range(12):
            if radio.evaluate("one => one === document.activeElement"):
                break
            self.page.keyboard.press("ArrowDown")
        if not radio.is_checked():
            self.page.keyboard.press("Space")
        expect(radio).to_be_checked()

    def mark(self, box: Locator) -> None:
        """Mark a checkbox."""
        self.reach(box)
        self.page.keyboard.press("Space")

    def write(self, box: Locator, text: str) -> None:
        """Type over what stands in a box, and go on."""
        self.reach(box)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)
        self.page.keyboard.press("Tab")

    def pick(self, box: Locator, label: str) -> None:
        """Pick from a closed list by its first letters."""
        self.reach(box)
        self.page.keyboard.type(label)
        expect(box.locator("option:checked")).to_have_text(label)

    def step(self, place: Locator) -> None:
        """Move a slider up by one."""
        self.reach(place.get_by_role("slider"))
        self.page.keyboard.press("ArrowRight")
