enum YAMLScalarStyle {
    case plain, singleQuoted, doubleQuoted, literal, folded

    var isBlock: Bool { self == .literal || self == .folded }
}
