import Vocabulary

/// An address in the envelope of a letter: the same rule as on every form, so that what a form takes can be mailed.
public typealias MailAddress = EmailAddress
