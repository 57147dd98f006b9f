"""The design system: tokens, six kinds of page, components, lists, charts, maps and papers.

Door card: page authors read docs/design-system.md; nothing here knows a business noun.
"""
