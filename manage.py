"""Django's command line, in a checkout."""

from portal.command_line import main

if __name__ == "__main__":
    main()
