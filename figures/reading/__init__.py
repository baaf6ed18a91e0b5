"""Reading: a document and a language pack to claims. The engine has no word of any language in it."""
