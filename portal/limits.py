"""How much one visitor may ask for at a time. The filters' own limits stand beside them."""

# A report of 10 MB, and the form around it.
REQUEST_BYTES = 11 * 1024 * 1024
QUERY_STRING_BYTES = 4096
QUERY_PARAMETERS = 50
REQUESTS_PER_MINUTE = 600
ADDRESSES_REMEMBERED = 10_000
SIGN_INS_PER_MINUTE = 5
SIGN_INS_PER_HOUR = 20
SIGN_INS_PER_HOUR_AND_ADDRESS = 100
