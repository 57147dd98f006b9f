"""The `rantai` command: plan and bench run without Django; `site` loads the web app lazily."""
