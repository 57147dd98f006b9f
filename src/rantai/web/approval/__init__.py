"""From a plan to drafts: choose what is bought and who is asked."""
