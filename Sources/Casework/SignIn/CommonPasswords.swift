/// What is guessed first: what leaked lists begin with, what people in our line of work think of, and rows of signs.
///
/// Written by us for passwords of twelve signs and more, where a word counts only if hardly anything else stands beside
/// it. A list of leaked passwords goes far beyond it: `kith serve --breached-passwords`.
enum CommonPasswords {
    static let words: [String] = text.split(whereSeparator: \.isWhitespace).map(String.init)

    /// Rows along which a finger runs, each in both directions.
    static let rows: [[Character]] = [
        "abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm",
        "azertyuiop", "qsdfghjklm", "wxcvbn", "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "1q2w3e4r5t6y7u8i9o0p", "qazwsxedcrfvtgb",
        "q1w2e3r4t5y6u7i8o9p0", "a1b2c3d4e5f6g7h8", "!\"£$%^&*()", "!@#$%^&*()", "13579", "24680", "112233445566",
        "aabbccddeeff",
    ].flatMap { [Array($0), Array($0.reversed())] }

    private static let text = """
        password passwort passwd passphrase pass1234 mypassword newpassword oldpassword contraseña motdepasse
        haslo parola parole senha wachtwoord пароль salasana lozinka heslo jelszo sifre şifre
        qwerty qwertyuiop asdfghjkl zxcvbnm azerty qwertz qazwsx 1q2w3e4r 1qaz2wsx zaq12wsx
        1234567890 0987654321 123123123 123456789 987654321 111222333 147258369 741852963 789456123
        abcdefgh abc123 abcd1234 a1b2c3d4 aa123456 letmein letmeinnow openup opensesame welcome welcomeback iloveyou
        iloveyousomuch ilovemyfamily imissyou loveyou lovelove forever sunshine princess sweetheart babygirl
        football baseball basketball superman batman spiderman dragon monkey shadow master mustang michael jennifer
        jessica ashley daniel thomas jordan andrew joshua matthew robert charlie hannah michelle nicole anthony
        patrick samantha elizabeth william muhammad mohammed fatima ibrahim yusuf
        liverpool arsenal chelsea manchester tottenham everton leicester newcastle westham rangers celtic barcelona
        realmadrid juventus galatasaray fenerbahce besiktas
        london nottingham birmingham leeds sheffield bradford bristol cardiff glasgow edinburgh belfast england scotland
        wales ireland britain unitedkingdom
        spring summer autumn winter january february march april june july august september october november december
        monday tuesday wednesday thursday friday saturday sunday weekend holiday birthday christmas easter ramadan
        eidmubarak happynewyear
        changeme changemenow changethis changeit secret topsecret default admin administrator root sysadmin trustno
        guest visitor letmeknow starwars pokemon minecraft fortnite whatever freedom blessed jesuschrist
        godisgood godislove allahuakbar bismillah alhamdulillah inshallah mashallah subhanallah
        computer internet google facebook instagram whatsapp youtube microsoft windows android samsung iphone
        chocolate cookie banana cheese coffee butterfly flower rainbow sunflower purple orange yellow silver golden
        diamond ginger pepper summer tigger buster bailey charlie maggie oscar buddy
        hello hellohello helloworld goodmorning goodnight thankyou please login logmein signin access accessgranted
        testing test1234 testtest tester temporary temp1234 example sample demo demodemo
        socialprescribing socialprescriber prescribing prescriber linkworker linkworkers communitylink community
        communities connector wellbeing wellness healthcare nhs nhsengland primarycare surgery practice practicemanager
        doctor nurse patient patients hospital referral referrals volunteer charity voluntary support supportworker
        safeguarding refugee refugees asylum asylumseeker migrant migrants sanctuary welcomehere homeoffice council
        kith kithkith kithandkin belonging befriending signposting casework outreach
        correcthorsebatterystaple correcthorse horsebattery batterystaple thequickbrownfox quickbrownfox
        maytheforce winteriscoming tobeornottobe onceuponatime neversaynever liveyourlife livelaughlove
        thisismypassword thisismysecret ihatepasswords nopassword noidea dontknow forgotit rememberme
        """
}
